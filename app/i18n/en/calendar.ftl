# The calendar of contracts.
calendar-title = Calendar
calendar-span = Dates of contracts from { $from } to { $to }
calendar-none-title = No date falls in the next 24 months
calendar-none-text = Of the contracts that fit, none has a notice day, a renewal or an end in this time. Take a filter away to see more.
calendar-caption = Dates of contracts in the next 24 months
calendar-months = Month by month
calendar-month = Month
calendar-count = Dates
calendar-date = Date
calendar-kind = What falls on it
calendar-kind-notice = Notice day
calendar-kind-renewal = Renewal of itself
calendar-kind-expiry = End
calendar-kind-latest-end = Latest possible end
calendar-end = End it is about
calendar-follows = If nobody acts
calendar-follows-latest = No extension can go beyond this day.
calendar-next = { $kind }: { $date }
calendar-message = { $contracts ->
    [one] { $dates ->
        [one] { $dates } date of one contract
       *[other] { $dates } dates of one contract
    }
   *[other] { $dates } dates of { $contracts } contracts{ $shown ->
        [one] {", of which one is shown"}
       *[other] {", of which"} { $shown } {"are shown"}
    }
}
calendar-description = Each line is a contract, the months run from left to right. The marks stand for its dates; their shapes are explained below.
calendar-event = { $kind ->
    [notice] Last day for notice { $date }
    [renewal] renews itself after { $date } until { $end }
    [latest_end] no extension beyond { $date }
   *[expiry] ends on { $date }
}
