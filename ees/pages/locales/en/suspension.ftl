# Suspensions of crossing points.

suspensions-title = Suspensions
suspensions-lead = When operation was suspended at a crossing point, and whether the Commission and eu-LISA were notified.
suspensions-in-force = { $count ->
    [0] No crossing point is suspended
    [one] One crossing point is suspended
   *[other] { $count } crossing points are suspended
 }
suspensions-begin = Suspend a crossing point
suspensions-over-text = The law permits no suspension that begins after { $date }. Where the system cannot be used, the fall-back procedure applies. What was suspended until then can still be recorded.
suspensions-record = Record an earlier suspension
suspensions-list = The last suspensions
suspensions-empty = There was no suspension
suspensions-empty-text = What is suspended is listed here, with the time by which it must end and by which it is to be notified.
suspensions-times = Times are those of the crossing point.
suspensions-point = Crossing point
suspensions-point-wrong = Choose a crossing point of your State.
suspensions-extent = What is suspended
suspensions-extent-wrong = Choose what is suspended.
suspensions-full = All operation
suspensions-partial = Biometrics alone
suspensions-since = Since
suspensions-until = Until
suspensions-latest = { $at } at the latest
suspensions-latest-end = To end by
suspensions-notify-by = To be notified by
suspensions-notice = Notification
suspensions-notified = Notified { $at }
suspensions-due = { $hours ->
    [0] Notify by { $at } (in { $minutes } min)
   *[other] Notify by { $at } (in { $hours } h { $minutes } min)
 }
suspensions-overdue = Was to be notified by { $at }
suspensions-why = Why
suspensions-over = Over
suspensions-end = Operation goes on again
suspensions-end-title = End a suspension
suspensions-end-text = From this moment on entries and exits are recorded as usual.
suspensions-notification = Note the notification
suspensions-notification-text = Send the notification to the Commission and to eu-LISA on the way agreed with them, then note here when and under which reference.
suspensions-notification-submit = Note the notification
suspensions-reference = Reference
suspensions-reference-hint = By which both find it, 500 characters at most.
suspensions-reference-wrong = Give the reference on one line.
suspensions-notified-at = Sent
suspensions-notified-at-hint = Leave empty for now.
suspensions-notified-at-wrong = Give a day and a time, not before the beginning and not later than now.
suspensions-new-title = Suspend a crossing point
suspensions-new-text = Suspend biometrics alone where that is enough: entries and exits are then recorded without them. Where everything is suspended nothing is recorded, and travel documents are stamped.
suspensions-new-notify = The Commission and eu-LISA are to be notified within six hours. After the progressive start only biometrics can be suspended, for six hours at most.
suspensions-new-submit = Suspend
suspensions-begins-at = Since
suspensions-begins-at-hint = Leave empty for now. A suspension can be recorded afterwards.
suspensions-begins-at-wrong = Give a day and a time that is not later than now.
suspensions-ends-at = Until
suspensions-ends-at-hint = Leave empty if it is not known, or for now when you end it.
suspensions-ends-at-wrong = Give a day and a time after the beginning.
suspensions-reason = Why
suspensions-reason-wrong = Say why, on one line of at most 500 characters.
suspensions-code-suspension-not-permitted = Operation cannot be suspended on that day: the time in which the law permits it is over. Where the system cannot be used, the fall-back procedure applies.
suspensions-code-full-suspension-not-permitted = After the progressive start only biometrics can be suspended.
suspensions-code-begins-in-future = A suspension is recorded when it begins, or afterwards.
suspensions-code-ends-before-begin = Choose an end after the beginning.
suspensions-code-suspension-too-long = It may last six hours at most; choose an earlier end.
suspensions-code-suspension-overlaps = This crossing point is suspended at that time already.
suspensions-code-ended-already = This suspension has ended already.
suspensions-code-ends-in-future = Choose the time at which operation went on again, or leave it empty for now.
suspensions-code-notified-already = The notification is noted already.
suspensions-code-notified-at-wrong-time = Choose a time after the beginning that is not later than now.

suspended-title = Operation is suspended here
suspended-in-full = Nothing is to be recorded at this crossing point now: stamp the travel document, and enter what your supervisor asks for afterwards.
suspended-in-part = Take and compare no fingerprints and no facial image now; record the entry or exit as usual, without them.
