# Reports to who oversees and who is responsible: who may do what, and the quality of the data.

report-period = Days of the report
report-from = First day
report-to = Last day
report-to-hint = At most 92 days; days are those of UTC.
report-not-a-day = Give a day, as in 2026-07-15.
report-period-reversed = Choose a last day that is not before the first one.
report-period-too-long = Choose at most 92 days.
report-file = This table as a file (CSV)
report-file-of = { $title }: this table as a file (CSV)

access-title = Who may do what
access-title-lead = Every right by its article, and what use was made of it.
access-unused = { $count ->
    [0] All { $all } rights were used in these days.
    [one] One of { $all } rights was not used in these days.
   *[other] { $count } of { $all } rights were not used in these days.
 }
access-text = A right that is never used may be one that nobody needs. What stands here is what the system itself goes by.
access-roles = Roles
access-done = Used
access-never = Never
access-refused = Refused for another reason
access-attempts = Tried without a right
access-attempts-text = What was refused because the authority, or the role of the person, may not do it.
access-attempts-none = Nobody tried in these days.
access-times = How often
access-offices = Offices
access-offices-text = Offices that did anything in these days, and those that a system is registered for.
access-offices-none = No office is registered, and none did anything in these days.
access-how = How it calls
access-by-system = With a registered system
access-by-person = Its staff sign in
access-systems = Systems with a certificate
access-systems-text = A system that vouches names the officer of each request; what officers do is in the log under their own names.
access-systems-none = No system is registered.
access-system = System
access-vouches = Vouches for officers
role-officer = Officer
role-supervisor = Supervisor
role-auditor = Auditor
role-system = The system itself

quality-title = Quality of the data
quality-title-lead = How complete the records of some days are, and what was refused.
quality-of-state = What was recorded at the crossing points of { $state }.
quality-of-all = What was recorded at the crossing points of all Member States.
quality-text = Numbers alone: a number below { $few } is not told, because it might point at somebody.
quality-missing = Documents whose check digits were mended by hand are not counted: the register does not keep that.
quality-few = few
quality-points = By crossing point
quality-points-text = “Without exit” are entries whose stay has ended, or that a later entry overtook, and no exit is recorded. Corrections are for each thousand entries.
quality-authorities = By authority
quality-nothing = Nothing was recorded in these days.
quality-entries = Entries
quality-without-exit = Without exit
quality-fallback = Fall-back procedure
quality-progressive = Progressive start
quality-exits = Exits
quality-without-entry = Without entry
quality-rectified = Corrections in a thousand
quality-delays = How late entries were recorded
quality-delays-text = Entries that a fall-back procedure recorded, by the time from the entry to its record.
quality-delays-none = No entry of these days was recorded afterwards.
quality-delay = Recorded
quality-hour = Within an hour
quality-day = Within a day
quality-three-days = Within three days
quality-later = Later
quality-marks-text = What the files of those who entered in these days say of facial image and fingerprints.
quality-files = Files
quality-refused = What was refused
quality-refused-text = Checks and records that could not be done, by the code of the answer. “document-on-other-file” tells of a person who has two files, perhaps.
quality-refused-none = Nothing was refused in these days.
quality-code = Code
quality-no-point = No crossing point
quality-chart-text = One bar for each row of the table below, which has the same numbers.
