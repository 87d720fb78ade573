-- Evidence for vendors: what proves what, until when, and who of another
-- organisation verified it. An expired proof no longer counts, which follows
-- from its dates when it is read (domain/src/evidence.rs).
--
-- `evidence` is the name of what belongs to a submission, so a proof is what
-- stands for a vendor as a whole.

create table proof (
    id uuid not null,
    version integer not null default 1,
    organisation_id uuid not null,
    partnership_id uuid,
    kind text not null,
    proves text not null,
    criteria text[] not null,
    url text,
    file_id uuid,
    issued_on date not null,
    expires_on date,
    entered_by uuid,
    entered_for uuid,
    entered_on date not null,
    replaces_id uuid,
    verdict text,
    checked_by uuid,
    checked_for uuid,
    checked_on date,
    check_note text,
    check_language text,
    language text not null default 'en',
    constraint proof_pkey primary key (id),
    constraint proof_organisation_exists foreign key (organisation_id) references organisation,
    constraint proof_partnership_exists foreign key (partnership_id) references partnership,
    constraint proof_file_exists foreign key (file_id) references file,
    constraint proof_entering_person_exists foreign key (entered_by) references person,
    constraint proof_entering_organisation_exists foreign key (entered_for) references organisation,
    constraint proof_checking_person_exists foreign key (checked_by) references person,
    constraint proof_checking_organisation_exists foreign key (checked_for) references organisation,
    constraint proof_replaced_exists foreign key (replaces_id) references proof,
    constraint proof_kind_known check (kind in ('integration', 'security_certificate', 'penetration_test',
        'privacy_assessment', 'clinical_pilot', 'shadowing_report', 'continuity_test', 'financial_statement', 'other')),
    constraint proof_criteria_known check (criteria <@ array['clinical_fit', 'interoperability', 'security',
        'maturity', 'cost_predictability']),
    constraint proof_supports_something check (cardinality(criteria) > 0),
    constraint proof_worded check (btrim(proves) <> ''),
    constraint proof_shown check (url is not null or file_id is not null),
    constraint proof_in_order check (expires_on >= issued_on),
    constraint proof_verdict_known check (verdict in ('verified', 'refused')),
    constraint proof_checked_on_a_day check ((verdict is null) = (checked_on is null)),
    constraint proof_refused_with_reason check (verdict is distinct from 'refused' or btrim(coalesce(check_note, '')) <> ''),
    constraint proof_checked_by_another check (checked_by <> entered_by),
    constraint proof_checked_by_another_organisation check (checked_for <> organisation_id)
);
create index proof_about on proof (organisation_id, kind);
create index proof_of_partnership on proof (partnership_id);
create index proof_by_file on proof (file_id);
create index proof_by_replaced on proof (replaces_id);
create index proof_by_entering_organisation on proof (entered_for);
create index proof_by_checking_organisation on proof (checked_for);
create index proof_unchecked on proof (organisation_id) where verdict is null;
comment on table proof is 'Evidence for a vendor: what it proves and until when (seed 002: proof of integration rather than assurances)';
comment on column proof.organisation_id is 'The vendor it is about';
comment on column proof.partnership_id is 'The partnership that it concerns and that alone reads it; null for whoever sees a partnership with the vendor';
comment on column proof.proves is 'What it proves, in a sentence';
comment on column proof.criteria is 'The criteria of an evaluation that it supports';
comment on column proof.url is 'Where it can be read, unless it is a file';
comment on column proof.expires_on is 'Last day on which it holds; null where it does not expire';
comment on column proof.entered_by is 'Null for the command line';
comment on column proof.entered_for is 'Organisation of who entered it, then';
comment on column proof.replaces_id is 'Older proof that it takes the place of, once it is verified itself';
comment on column proof.verdict is 'What somebody of another organisation said: verified or refused; null while nobody has';
comment on column proof.checked_for is 'Organisation of who verified or refused it, then';
comment on column proof.check_note is 'What was looked at; the reason of a refusal';

-- ---------------------------------------------------------------------------
-- Rights.

create function handles_evidence(vendor uuid, partnership uuid) returns boolean
    language sql stable
    return case viewer_role()
        when 'operator' then true
        when 'vendor' then handles_evidence.vendor = viewer_organisation()
            and (handles_evidence.partnership is null or sees_partnership(handles_evidence.partnership))
        when 'ministry_official' then exists (
            select 1 from party y join partnership p on p.id = y.partnership_id
            where y.organisation_id = handles_evidence.vendor
                and p.id = coalesce(handles_evidence.partnership, p.id)
                and p.jurisdiction_id = any (viewer_jurisdictions()))
        when 'health_executive' then exists (
            select 1 from party y join party mine on mine.partnership_id = y.partnership_id
            where y.organisation_id = handles_evidence.vendor
                and y.partnership_id = coalesce(handles_evidence.partnership, y.partnership_id)
                and mine.organisation_id = viewer_organisation())
        else false end;
comment on function handles_evidence(uuid, uuid) is 'Whether the viewer enters and verifies evidence for a vendor, in a partnership or in general: the vendor''s own people, and who leads a partnership with it';

create function is_own_file(file uuid) returns boolean
    language sql stable security definer
    set search_path = pg_catalog, public
    return exists (select 1 from file f where f.id = is_own_file.file
        and f.partnership_id is null and f.uploaded_by = viewer_person());
comment on function is_own_file(uuid) is 'Whether the viewer sent a file that hangs on no partnership; past the policy of file, which asks for proofs in turn';

alter table proof enable row level security;
create policy seen on proof for select to triad_app using (
    case (select viewer_role())
        when 'operator' then true
        when 'vendor' then organisation_id = (select viewer_organisation())
        when 'administrator' then false
        else case when partnership_id is not null
            then exists (select 1 from partnership seen where seen.id = proof.partnership_id)
            else exists (select 1 from party seen where seen.organisation_id = proof.organisation_id) end
    end);
create policy added on proof for insert to triad_app with check (
    (select viewer_role()) = 'operator'
    or (handles_evidence(organisation_id, partnership_id) and entered_by = (select viewer_person())
        and entered_for = (select viewer_organisation()) and verdict is null
        and (file_id is null or is_own_file(file_id))));
create policy changed on proof for update to triad_app using (handles_evidence(organisation_id, partnership_id));

create policy seen_with_its_proof on file for select to triad_app using (
    exists (select 1 from proof p where p.file_id = file.id));

select keep_history('proof');
create policy proof_history_seen on history for select to triad_app using (
    partnership_id is null and table_name = 'proof' and exists (select 1 from proof p where p.id = row_id));
create policy proof_history_with_the_proof on history as restrictive for select to triad_app using (
    table_name <> 'proof' or exists (select 1 from proof p where p.id = row_id));

grant select, insert, update on proof to triad_app;

-- ---------------------------------------------------------------------------
-- What holds whoever writes.

create function place_proof() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, public
as $$
begin
    if not exists (select 1 from organisation o where o.id = new.organisation_id and o.sector = 'ict') then
        raise exception 'evidence is about vendors' using errcode = 'restrict_violation';
    end if;
    if new.replaces_id is not null and not exists (
        select 1 from proof older where older.id = new.replaces_id and older.organisation_id = new.organisation_id
            and older.partnership_id is not distinct from new.partnership_id and older.kind = new.kind) then
        raise exception 'a proof replaces one of its kind' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
comment on function place_proof() is 'Trigger: evidence is about vendors, and replaces evidence of its kind for the same vendor';
create trigger place_proof before insert on proof for each row execute function place_proof();

create function keep_proof() returns trigger
    language plpgsql
as $$
declare
    said text[] := array['version', 'verdict', 'checked_by', 'checked_for', 'checked_on', 'check_note', 'check_language'];
    typed text[] := array['version', 'kind', 'proves', 'criteria', 'url', 'file_id', 'issued_on', 'expires_on', 'language'];
begin
    if old.verdict is not null then
        raise exception 'a proof that was verified or refused stays' using errcode = 'restrict_violation';
    end if;
    if to_jsonb(old) - (case when new.verdict is null then typed else said end)
        is distinct from to_jsonb(new) - (case when new.verdict is null then typed else said end) then
        raise exception 'of a proof only what was typed is corrected, until it is verified' using errcode = 'restrict_violation';
    end if;
    if viewer_role() in ('operator', 'nobody') then
        return new;
    end if;
    if new.verdict is null then
        if viewer_organisation() is distinct from old.entered_for
            or (new.file_id is distinct from old.file_id and not is_own_file(new.file_id)) then
            raise exception 'a proof is corrected by the side that entered it' using errcode = 'insufficient_privilege';
        end if;
        return new;
    end if;
    if viewer_role() not in ('ministry_official', 'health_executive')
        or (new.checked_by, new.checked_for) is distinct from (viewer_person(), viewer_organisation())
        or viewer_organisation() = old.organisation_id or viewer_person() is not distinct from old.entered_by then
        raise exception 'a proof is verified by another organisation and another person' using errcode = 'insufficient_privilege';
    end if;
    return new;
end
$$;
comment on function keep_proof() is 'Trigger: a proof is corrected by the side that entered it, verified once by another, and then stays';
create trigger keep_proof before update on proof for each row execute function keep_proof();
