-- Tensions between two poles, the mechanisms that coordinate, and what each
-- mechanism does to each tension.
--
-- Tensions and mechanisms belong to a partnership or to a jurisdiction. What is
-- said of them (a position on the balance, an effect) is never changed: a later
-- one is added, so the movement over time stays.

create function jurisdiction_and_above(place uuid) returns uuid[]
    language sql stable security definer
    set search_path = pg_catalog, public
as $$
    with recursive above as (
        select j.id, j.parent_id from jurisdiction j where j.id = place
        union
        select j.id, j.parent_id from jurisdiction j join above a on j.id = a.parent_id)
    select coalesce(array_agg(id), '{}') from above
$$;
comment on function jurisdiction_and_above(uuid) is 'A jurisdiction and all above it';

create function viewer_coordination() returns uuid[]
    language sql stable security definer
    set search_path = pg_catalog, public
as $$
    with recursive above as (
        select unnest(viewer_jurisdictions()) as id
        union
        select p.jurisdiction_id from partnership p where p.id = any (viewer_partnerships())
        union
        select j.parent_id from jurisdiction j join above a on j.id = a.id where j.parent_id is not null)
    select coalesce(array_agg(id), '{}') from above
$$;
comment on function viewer_coordination() is 'Jurisdictions whose tensions and mechanisms the viewer reads: their own and those below it, and all above a partnership that they see';

-- ---------------------------------------------------------------------------
-- The starting catalogue: offered for choice, never written into anything by itself.

create table coordination_pattern (
    id uuid not null,
    version integer not null default 1,
    about text not null,
    mechanism_kind text,
    name_en text not null,
    name_fr text not null,
    opposite_en text,
    opposite_fr text,
    explanation_en text not null,
    explanation_fr text not null,
    source text not null,
    retired_on date,
    constraint coordination_pattern_pkey primary key (id),
    constraint coordination_pattern_about_known check (about in ('tension', 'mechanism')),
    constraint coordination_pattern_mechanism_kind_known check (mechanism_kind in
        ('architecture', 'governance_model', 'institutional', 'stakeholder_roles')),
    constraint coordination_pattern_kind_of_mechanisms check ((about = 'mechanism') = (mechanism_kind is not null)),
    constraint coordination_pattern_two_poles check (
        (about = 'tension') = (opposite_en is not null) and (about = 'tension') = (opposite_fr is not null)),
    constraint coordination_pattern_worded check (btrim(name_en) <> '' and btrim(name_fr) <> ''
        and btrim(explanation_en) <> '' and btrim(explanation_fr) <> ''
        and btrim(opposite_en) <> '' and btrim(opposite_fr) <> ''),
    constraint coordination_pattern_source_given check (btrim(source) <> '')
);
comment on table coordination_pattern is 'A tension or mechanism that people can begin from, in our own words after the seeds';
comment on column coordination_pattern.about is 'tension or mechanism';
comment on column coordination_pattern.name_en is 'First pole of a tension, or what the mechanism is';
comment on column coordination_pattern.opposite_en is 'Second pole of a tension';
comment on column coordination_pattern.source is 'File among the seeds, and what part of it';
comment on column coordination_pattern.retired_on is 'Since when it is offered no more';

alter table coordination_pattern enable row level security;
create policy seen on coordination_pattern for select to triad_app using ((select viewer_role()) <> 'nobody');
create policy added on coordination_pattern for insert to triad_app with check (
    (select viewer_role()) in ('administrator', 'operator'));
create policy changed on coordination_pattern for update to triad_app using (
    (select viewer_role()) in ('administrator', 'operator'));

-- ---------------------------------------------------------------------------
-- Tensions, and where their balance stands.

create table tension (
    id uuid not null,
    version integer not null default 1,
    partnership_id uuid,
    jurisdiction_id uuid,
    pattern_id uuid,
    first_pole text not null,
    second_pole text not null,
    description text not null,
    level text not null,
    began_on date not null,
    settled_on date,
    settled_words text,
    settled_by uuid,
    entered_by uuid,
    entered_at timestamptz not null default now(),
    language text not null default 'en',
    constraint tension_pkey primary key (id),
    constraint tension_partnership_exists foreign key (partnership_id) references partnership,
    constraint tension_jurisdiction_exists foreign key (jurisdiction_id) references jurisdiction,
    constraint tension_pattern_exists foreign key (pattern_id) references coordination_pattern,
    constraint tension_settled_by_person_exists foreign key (settled_by) references person,
    constraint tension_entered_by_person_exists foreign key (entered_by) references person,
    constraint tension_belongs_once check ((partnership_id is null) <> (jurisdiction_id is null)),
    constraint tension_two_poles check (btrim(first_pole) <> '' and btrim(second_pole) <> ''
        and fold(btrim(first_pole)) <> fold(btrim(second_pole))),
    constraint tension_described check (btrim(description) <> ''),
    constraint tension_level_known check (level in ('national', 'regional', 'local', 'partnership')),
    constraint tension_settled_with_words check ((settled_on is null) = (settled_words is null)
        and btrim(settled_words) <> ''),
    constraint tension_settled_after_it_began check (settled_on >= began_on)
);
create index tension_of on tension (partnership_id);
create index tension_by_jurisdiction on tension (jurisdiction_id);
create index tension_by_pattern on tension (pattern_id);
comment on table tension is 'Two things that are both wanted and pull against each other (seed 003: contradictory forces)';
comment on column tension.partnership_id is 'The partnership that feels it; null where it is a jurisdiction''s';
comment on column tension.jurisdiction_id is 'The jurisdiction that feels it; null where it is a partnership''s';
comment on column tension.pattern_id is 'Entry of the starting catalogue that it was begun from';
comment on column tension.first_pole is 'What stands at -5 of the balance';
comment on column tension.second_pole is 'What stands at +5 of the balance';
comment on column tension.description is 'How it is felt, in a sentence or two';
comment on column tension.level is 'Where it is felt: national, regional, local, partnership';
comment on column tension.began_on is 'Since when it is felt';
comment on column tension.settled_on is 'Since when it is settled for now; null while it is open';
comment on column tension.settled_words is 'Why it counts as settled for now';

create table tension_position (
    id uuid not null,
    partnership_id uuid,
    jurisdiction_id uuid,
    tension_id uuid not null,
    stakeholder_group text not null,
    balance smallint not null,
    words text not null,
    said_on date not null,
    person_id uuid,
    recorded_at timestamptz not null default now(),
    language text not null default 'en',
    constraint tension_position_pkey primary key (id),
    constraint tension_position_partnership_exists foreign key (partnership_id) references partnership,
    constraint tension_position_jurisdiction_exists foreign key (jurisdiction_id) references jurisdiction,
    constraint tension_position_tension_exists foreign key (tension_id) references tension,
    constraint tension_position_person_exists foreign key (person_id) references person,
    constraint tension_position_on_scale check (balance between -5 and 5),
    constraint tension_position_worded check (btrim(words) <> ''),
    constraint tension_position_group_known check (stakeholder_group in
        ('ict_executive', 'health_executive', 'chief_information_officer', 'clinician',
        'government_official', 'front_line_staff'))
);
create index tension_position_of on tension_position (tension_id, said_on);
create index tension_position_of_partnership on tension_position (partnership_id);
create index tension_position_by_jurisdiction on tension_position (jurisdiction_id);
comment on table tension_position is 'Where somebody saw the balance of a tension on a day; never changed, a later one is added';
comment on column tension_position.balance is 'From -5, all at the first pole, over 0, held in balance, to +5, all at the second';
comment on column tension_position.words is 'What they saw, in a sentence';
comment on column tension_position.stakeholder_group is 'For which group they speak';

create trigger tension_position_is_append_only before update or delete on tension_position
    for each row execute function refuse_change();

-- ---------------------------------------------------------------------------
-- Mechanisms, and what they do.

create table mechanism (
    id uuid not null,
    version integer not null default 1,
    partnership_id uuid,
    jurisdiction_id uuid,
    pattern_id uuid,
    title text not null,
    kind text not null,
    description text not null,
    level text not null,
    since_on date not null,
    until_on date,
    owner_id uuid not null,
    entered_by uuid,
    entered_at timestamptz not null default now(),
    language text not null default 'en',
    constraint mechanism_pkey primary key (id),
    constraint mechanism_partnership_exists foreign key (partnership_id) references partnership,
    constraint mechanism_jurisdiction_exists foreign key (jurisdiction_id) references jurisdiction,
    constraint mechanism_pattern_exists foreign key (pattern_id) references coordination_pattern,
    constraint mechanism_owner_exists foreign key (owner_id) references organisation,
    constraint mechanism_entered_by_person_exists foreign key (entered_by) references person,
    constraint mechanism_belongs_once check ((partnership_id is null) <> (jurisdiction_id is null)),
    constraint mechanism_titled check (btrim(title) <> ''),
    constraint mechanism_described check (btrim(description) <> ''),
    constraint mechanism_kind_known check (kind in
        ('architecture', 'governance_model', 'institutional', 'stakeholder_roles')),
    constraint mechanism_level_known check (level in ('national', 'regional', 'local', 'partnership')),
    constraint mechanism_in_order check (until_on >= since_on)
);
create index mechanism_of on mechanism (partnership_id);
create index mechanism_by_jurisdiction on mechanism (jurisdiction_id);
create index mechanism_by_pattern on mechanism (pattern_id);
create index mechanism_by_owner on mechanism (owner_id);
comment on table mechanism is 'What coordinates the many actors of e-health (seed 003: architectural choices, governance models, institutional forces, stakeholder roles)';
comment on column mechanism.partnership_id is 'The partnership it works in; null where it is a jurisdiction''s';
comment on column mechanism.jurisdiction_id is 'The jurisdiction it works in; null where it is a partnership''s';
comment on column mechanism.pattern_id is 'Entry of the starting catalogue that it was begun from';
comment on column mechanism.level is 'Where it works: national, regional, local, partnership';
comment on column mechanism.since_on is 'First day on which it works';
comment on column mechanism.until_on is 'Last day on which it works; null while no end is set';
comment on column mechanism.owner_id is 'Organisation that answers for it';

create table mechanism_effect (
    id uuid not null,
    partnership_id uuid,
    mechanism_id uuid not null,
    tension_id uuid not null,
    effect text not null,
    strength text not null,
    words text not null,
    felt_on date not null,
    person_id uuid,
    recorded_at timestamptz not null default now(),
    language text not null default 'en',
    constraint mechanism_effect_pkey primary key (id),
    constraint mechanism_effect_partnership_exists foreign key (partnership_id) references partnership,
    constraint mechanism_effect_mechanism_exists foreign key (mechanism_id) references mechanism,
    constraint mechanism_effect_tension_exists foreign key (tension_id) references tension,
    constraint mechanism_effect_person_exists foreign key (person_id) references person,
    constraint mechanism_effect_known check (effect in ('eases', 'aggravates', 'creates')),
    constraint mechanism_effect_strength_known check (strength in ('slight', 'clear', 'strong')),
    constraint mechanism_effect_worded check (btrim(words) <> '')
);
create index mechanism_effect_of on mechanism_effect (mechanism_id, tension_id, felt_on);
create index mechanism_effect_by_tension on mechanism_effect (tension_id);
create index mechanism_effect_by_partnership on mechanism_effect (partnership_id);
comment on table mechanism_effect is 'What somebody saw a mechanism do to a tension; the latest of a mechanism and a tension counts, and all of them stay';
comment on column mechanism_effect.partnership_id is 'The partnership that tension or mechanism belongs to; null where both are a jurisdiction''s';
comment on column mechanism_effect.effect is 'eases, aggravates or creates';
comment on column mechanism_effect.strength is 'slight, clear or strong';
comment on column mechanism_effect.words is 'What was seen, in a sentence';
comment on column mechanism_effect.felt_on is 'Since when it is felt, within the life of the mechanism; where it creates, the day the tension began';

create trigger mechanism_effect_is_append_only before update or delete on mechanism_effect
    for each row execute function refuse_change();

create function place_effect() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, public
as $$
declare
    felt tension%rowtype;
    at_work mechanism%rowtype;
begin
    select * into felt from tension where id = new.tension_id;
    select * into at_work from mechanism where id = new.mechanism_id;
    new.partnership_id := coalesce(felt.partnership_id, at_work.partnership_id);
    if not coalesce(felt.partnership_id = at_work.partnership_id
            or felt.jurisdiction_id = any (jurisdiction_and_above(coalesce(at_work.jurisdiction_id,
                (select p.jurisdiction_id from partnership p where p.id = at_work.partnership_id))))
            or at_work.jurisdiction_id = any (jurisdiction_and_above(coalesce(felt.jurisdiction_id,
                (select p.jurisdiction_id from partnership p where p.id = felt.partnership_id)))), false) then
        raise exception 'mechanism and tension have nothing to do with each other' using errcode = 'restrict_violation';
    end if;
    if new.felt_on < at_work.since_on or new.felt_on > at_work.until_on or new.felt_on < felt.began_on
        or new.effect = 'creates' and new.felt_on <> felt.began_on then
        raise exception 'the effect lies outside the life of its mechanism or tension' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
comment on function place_effect() is 'Trigger: an effect belongs where its tension and mechanism do, within the life of both';
create trigger place_effect before insert on mechanism_effect for each row execute function place_effect();

-- ---------------------------------------------------------------------------
-- Rights.

create function protect_coordination(of_table regclass) returns void
    language plpgsql
as $$
declare
    own text := '(select viewer_role()) = ''operator'' or ((select viewer_may_write()) and case '
        'when partnership_id is not null then sees_partnership(partnership_id) '
        'else (select viewer_role()) = ''ministry_official'' and jurisdiction_id = any ((select viewer_jurisdictions())::uuid[]) end)';
begin
    execute format('alter table %s enable row level security', of_table);
    execute format('create policy seen on %1$s for select to triad_app using ((select viewer_role()) = ''operator'' or case '
        'when partnership_id is not null then exists (select 1 from partnership seen where seen.id = %1$s.partnership_id) '
        'else jurisdiction_id = any ((select viewer_coordination())::uuid[]) end)', of_table);
    execute format('create policy added on %s for insert to triad_app with check (%s)', of_table, own);
    execute format('create policy changed on %s for update to triad_app using (%s)', of_table, own);
end
$$;
comment on function protect_coordination(regclass) is 'Row-level security of what belongs to a partnership or to a jurisdiction: read from below, written where it belongs';
select protect_coordination(t) from unnest(array['tension', 'tension_position', 'mechanism']::regclass[]) t;

create policy added_by_those_who_lead on tension as restrictive for insert to triad_app with check (
    (select viewer_role()) in ('ministry_official', 'health_executive', 'operator'));
create policy changed_by_those_who_lead on tension as restrictive for update to triad_app using (
    (select viewer_role()) in ('ministry_official', 'health_executive', 'operator'));
create policy added_by_those_who_lead on mechanism as restrictive for insert to triad_app with check (
    (select viewer_role()) in ('ministry_official', 'health_executive', 'operator'));
create policy changed_by_those_who_lead on mechanism as restrictive for update to triad_app using (
    (select viewer_role()) in ('ministry_official', 'health_executive', 'operator'));
create policy said_in_own_name on tension_position as restrictive for insert to triad_app with check (
    (select viewer_role()) = 'operator'
    or (person_id = (select viewer_person()) and exists (select 1 from tension t where t.id = tension_id
        and t.partnership_id is not distinct from tension_position.partnership_id
        and t.jurisdiction_id is not distinct from tension_position.jurisdiction_id)));

-- An effect is seen by whoever sees both ends of it.
alter table mechanism_effect enable row level security;
create policy seen on mechanism_effect for select to triad_app using (
    (select viewer_role()) = 'operator'
    or (exists (select 1 from tension t where t.id = tension_id)
        and exists (select 1 from mechanism m where m.id = mechanism_id)));
create policy said_in_own_name on mechanism_effect for insert to triad_app with check (
    (select viewer_role()) = 'operator'
    or (person_id = (select viewer_person())
        and exists (select 1 from tension t where t.id = tension_id)
        and exists (select 1 from mechanism m where m.id = mechanism_id)
        and case when partnership_id is not null
            then (select viewer_role()) in ('ministry_official', 'health_executive') and sees_partnership(partnership_id)
            else (select viewer_role()) = 'ministry_official' and exists (select 1 from tension t
                where t.id = tension_id and t.jurisdiction_id = any ((select viewer_jurisdictions())::uuid[])) end));

select keep_history(t) from unnest(array['coordination_pattern', 'tension', 'tension_position',
    'mechanism', 'mechanism_effect']::regclass[]) t;

create policy pattern_history_seen on history for select to triad_app using (
    table_name = 'coordination_pattern' and (select viewer_role()) <> 'nobody');
create policy coordination_history_seen on history for select to triad_app using (
    partnership_id is null and table_name in ('tension', 'tension_position', 'mechanism')
    and (coalesce(new_row, old_row) ->> 'jurisdiction_id')::uuid = any ((select viewer_coordination())::uuid[]));
-- A change of an effect tells of both its ends.
create policy effects_with_both_ends on history as restrictive for select to triad_app using (
    table_name <> 'mechanism_effect' or exists (select 1 from mechanism_effect e where e.id = row_id));
create policy effect_history_seen on history for select to triad_app using (
    partnership_id is null and table_name = 'mechanism_effect'
    and exists (select 1 from mechanism_effect e where e.id = row_id));

grant select, insert, update on coordination_pattern, tension, mechanism to triad_app;
grant select, insert on tension_position, mechanism_effect to triad_app;

-- ---------------------------------------------------------------------------
-- The catalogue to start with, in our own words.

insert into coordination_pattern (id, about, mechanism_kind, name_en, name_fr, opposite_en, opposite_fr,
    explanation_en, explanation_fr, source)
select gen_random_uuid(), about, kind, name_en, name_fr, opposite_en, opposite_fr, explanation_en, explanation_fr, source
from (values
    ('tension', null, 'National direction', 'Direction nationale', 'Local autonomy', 'Autonomie locale',
        'The country wants one course; those who know the place want to choose the way.',
        'Le pays veut un cap commun; ceux qui connaissent le terrain veulent choisir le chemin.',
        '003_daf437f3d97e303b.txt: seminar abstract, national direction with local autonomy'),
    ('tension', null, 'One standard', 'Une norme unique', 'Room for local practice', 'Place aux pratiques locales',
        'Data is shared only where it means the same everywhere; care is not the same everywhere.',
        'On ne partage les données que si elles ont partout le même sens; or les soins ne sont pas partout les mêmes.',
        '003_daf437f3d97e303b.txt: seminar abstract, heterogeneous actors and diverse practices'),
    ('tension', null, 'Privacy', 'Protection de la vie privée', 'Flow of data', 'Circulation des données',
        'Patients are protected by closed doors, and treated better behind open ones.',
        'Les portes fermées protègent les patients; les portes ouvertes les font mieux soigner.',
        '002_b84f5cf7a0a1d4f0.txt: future outlook, privacy protection and data liquidity'),
    ('tension', null, 'Centralised', 'Centralisé', 'Modular', 'Modulaire',
        'One system is easier to govern; parts that can be exchanged leave room to try things.',
        'Un seul système se gouverne mieux; des modules interchangeables laissent place aux essais.',
        '002_b84f5cf7a0a1d4f0.txt: selection criteria, a centralised model or a modular one'),
    ('tension', null, 'Speed', 'Rapidité', 'Legitimacy', 'Légitimité',
        'Technology moves in weeks; a decision that all can stand behind takes longer.',
        'La technologie avance par semaines; une décision que tous peuvent soutenir prend plus de temps.',
        '000_ac6e544982eb95b4.txt: Table I, time perspectives, and the clash of paradigms'),
    ('tension', null, 'Strict security', 'Sécurité stricte', 'Ease of work', 'Facilité de travail',
        'What frustrates people is worked around, and then protects nobody.',
        'Ce qui exaspère les gens est contourné, et ne protège alors plus personne.',
        '002_b84f5cf7a0a1d4f0.txt: key components, and security that is not suffocating'),
    ('tension', null, 'Investment for years', 'Investissement à long terme', 'The budget of this year', 'Budget de l’année',
        'Systems pay off over years; deficits have to be closed by the end of this one.',
        'Les systèmes se rentabilisent sur des années; le déficit, lui, doit être comblé avant la fin de celle-ci.',
        '000_ac6e544982eb95b4.txt: the health care leadership axis, on financing'),
    ('tension', null, 'Outcomes of health', 'Résultats de santé', 'Return on investment', 'Rendement de l’investissement',
        'One sector answers for the health of people, the other for the health of its business.',
        'Un secteur répond de la santé des gens, l’autre de la santé de son entreprise.',
        '000_ac6e544982eb95b4.txt: Table I, strategic goals'),
    ('tension', null, 'Working together widely', 'Collaboration élargie', 'Few ways in for attackers', 'Peu de portes d’entrée aux attaques',
        'Every partner that is connected helps patients, and is one more door.',
        'Chaque partenaire raccordé aide les patients, et ouvre une porte de plus.',
        '004_c267aaf708f546eb.txt: remaining barriers, cybersecurity'),
    ('tension', null, 'New possibilities', 'Nouvelles possibilités', 'Foundations first', 'Les fondations d’abord',
        'What is new convinces people; without sound data and predictable work it disappoints them.',
        'La nouveauté convainc; sans données fiables ni déroulement prévisible du travail, elle déçoit.',
        '002_b84f5cf7a0a1d4f0.txt: benefits and use cases, on foundational hygiene'),
    ('mechanism', 'architecture', 'Records stay at their source and are asked for', 'Les dossiers restent à la source et se consultent à distance', null, null,
        'Nobody gives the records away; who may, reads them where they are.',
        'Personne ne cède ses dossiers; qui en a le droit les lit là où ils sont.',
        '004_c267aaf708f546eb.txt: interoperability and federated data models'),
    ('mechanism', 'architecture', 'Interfaces that everybody has to offer', 'Interfaces que chacun doit offrir', null, null,
        'Systems may differ; the way in to them may not.',
        'Les systèmes peuvent différer; la façon d’y accéder, non.',
        '004_c267aaf708f546eb.txt: interoperability, standardised interfaces'),
    ('mechanism', 'architecture', 'One system for all', 'Un seul système pour tous', null, null,
        'What is the same everywhere is bought, run and governed once.',
        'Ce qui est partout pareil s’achète, s’exploite et se gouverne une seule fois.',
        '002_b84f5cf7a0a1d4f0.txt: selection criteria, a tightly integrated model'),
    ('mechanism', 'governance_model', 'Middle-out: national goals, regional ways', 'Du milieu : buts nationaux, moyens régionaux', null, null,
        'The country sets what is to be reached and a few rules; regions choose how, and answer for it.',
        'Le pays fixe les buts et quelques règles; les régions choisissent les moyens et en répondent.',
        '003_daf437f3d97e303b.txt: seminar abstract, the middle-out approach'),
    ('mechanism', 'governance_model', 'A neutral body with agreements on data', 'Organisme neutre et ententes sur les données', null, null,
        'A body that none of the parties owns decides on the use of data, in the open.',
        'Un organisme qui n’appartient à aucune partie décide, au grand jour, de l’usage des données.',
        '004_c267aaf708f546eb.txt: remaining barriers, governance and trust'),
    ('mechanism', 'governance_model', 'The highest authority at the table', 'La plus haute autorité à la table', null, null,
        'Those who hold the finance and set direction sit with health care and technology from the beginning.',
        'Ceux qui tiennent les finances et fixent le cap siègent dès le début avec la santé et la technologie.',
        '000_ac6e544982eb95b4.txt: the governance nexus'),
    ('mechanism', 'institutional', 'A law against keeping data to oneself', 'Loi contre la rétention de données', null, null,
        'Blocking data that a patient''s care needs is forbidden, whoever holds it.',
        'Il est interdit de retenir des données nécessaires aux soins, quel qu’en soit le détenteur.',
        '004_c267aaf708f546eb.txt: interoperability, information blocking'),
    ('mechanism', 'institutional', 'Dedicated money over several years', 'Financement réservé sur plusieurs années', null, null,
        'Money that is promised for years and spent on nothing else.',
        'De l’argent promis pour des années et qui ne sert à rien d’autre.',
        '000_ac6e544982eb95b4.txt: success factors, multi-year financing'),
    ('mechanism', 'stakeholder_roles', 'A regional coordinator between country and hospitals', 'Coordination régionale entre le pays et les hôpitaux', null, null,
        'Somebody translates in both directions, and has the time for it.',
        'Quelqu’un traduit dans les deux sens, et en a le temps.',
        '003_daf437f3d97e303b.txt: seminar abstract, coordination at national and regional levels'),
    ('mechanism', 'stakeholder_roles', 'Clinicians in every discussion', 'Cliniciens présents à chaque discussion', null, null,
        'Those who give care decide with the others, from the first conversation.',
        'Ceux qui soignent décident avec les autres, dès la première conversation.',
        '000_ac6e544982eb95b4.txt: the health care leadership axis, on care providers'),
    ('mechanism', 'stakeholder_roles', 'A council of patients', 'Conseil de patients', null, null,
        'Patients are asked before what concerns them is decided.',
        'On consulte les patients avant de décider de ce qui les concerne.',
        '004_c267aaf708f546eb.txt: remaining barriers, patient advisory councils')
) as pattern (about, kind, name_en, name_fr, opposite_en, opposite_fr, explanation_en, explanation_fr, source);
