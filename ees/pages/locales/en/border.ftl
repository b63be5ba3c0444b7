# The crossing point while the register cannot be reached.

link-title = Link to the register
link-up = The register answers.
link-down = The register has not answered since { $at }. Go on as usual: what you record is kept here.
link-waiting = { $count ->
    [one] { $count } passage waits to be entered.
   *[other] { $count } passages wait to be entered.
 }
link-conflicts = { $count ->
    [one] { $count } passage needs your decision.
   *[other] { $count } passages need your decision.
 }
link-clock = The clock here differs from that of the register by { $count } seconds. Tell whoever looks after this machine.
link-unread = What waits here cannot be read. Call whoever looks after this machine.
link-refused-point = The register does not know this crossing point. Go on as usual: what you record is kept here. Tell whoever runs the register.
link-refused-officer = The register refuses an officer of this crossing point in their role. Go on as usual: what they record is kept here. Tell whoever runs the register.
link-refused-system = The register does not let this crossing point name its officers. Go on as usual: what you record is kept here. Tell whoever runs the register.

offline-title = The register cannot be asked now
offline-text = Earlier stays, other files of this person and the days that are left cannot be shown.
offline-stamp = Stamp the document, and tell the person that biometric data may be taken at the next crossing.
offline-visa = Check the visa directly in the Visa Information System.
offline-stay = Count the days of stay by the stamps in the document.
offline-here = What is said below of an earlier entry was recorded at this crossing point and is not in the register yet.
offline-file = Not known now.

recorded-stored-entry = Entry stored
recorded-stored-exit = Exit stored
recorded-stored-text = It is kept at this crossing point and entered in the register as soon as it can be reached. Stamp the document.
recorded-stored-line = The last lawful day cannot be calculated now.

buffer-title = Waiting passages
buffer-lead = What was recorded while the register could not be reached, and what the register did not take as it is.
buffer-conflicts = For you to decide
buffer-conflicts-none = Nothing to decide
buffer-conflicts-none-text = The register has taken every passage that was sent to it.
buffer-shown = The oldest of { $count } are shown.
buffer-waiting = Waiting to be entered
buffer-waiting-none = Nothing waits
buffer-waiting-none-text = Everything that was recorded here is in the register.
buffer-entry = Entry
buffer-exit = Exit
buffer-refusal = Refusal of entry
buffer-deed = What was done with a passage
buffer-kind = What
buffer-attempts = Sent
buffer-why = Why it waits
buffer-failed = The register fails on it
buffer-officer = Recorded by
buffer-said = What the register said
buffer-time = Time at which it took place
buffer-clock = The clock of this crossing point was wrong by { $count ->
    [one] { $count } second
   *[other] { $count } seconds
 }. The time below is what it would have been by the clock of the register; confirm it, or correct it.
buffer-not-answered = The register was sent this passage often and failed each time. It goes on by itself once the register takes it. Call whoever runs the register; if it has to be recorded in another way, a supervisor withdraws it.
buffer-open = Show who it is
buffer-one = A waiting passage
buffer-one-lead = That you looked at who it is will stand in the log of the register.
buffer-exit-missing = The exit of the earlier stay was never recorded
buffer-entry-unknown = The entry was never recorded
buffer-resend = Send again
buffer-reason = Reason
buffer-withdraw = Withdraw
