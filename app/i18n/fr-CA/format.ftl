# Comment cette langue régionale écrit les dates, les nombres et les montants.
locale-name = Français (Canada)
format-number-group = { "\u00A0" }
format-number-decimal = ,
format-money = { $amount }{ "\u00A0" }{ $currency }
format-percent = { $number }{ "\u00A0" }%
format-date = { $day ->
        [1] 1er
       *[other] { $day }
    } { $month } { $year }
format-month = { $month } { $year }
format-moment = { $date }, { $hour }{ "\u00A0" }h{ "\u00A0" }{ $minute } UTC
format-month-1 = janv.
format-month-2 = févr.
format-month-3 = mars
format-month-4 = avr.
format-month-5 = mai
format-month-6 = juin
format-month-7 = juill.
format-month-8 = août
format-month-9 = sept.
format-month-10 = oct.
format-month-11 = nov.
format-month-12 = déc.
