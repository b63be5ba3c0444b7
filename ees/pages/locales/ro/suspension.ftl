# Suspendări ale punctelor de trecere.

suspensions-title = Suspendări
suspensions-lead = Când a fost suspendată funcționarea la un punct de trecere și dacă au fost notificate Comisia și eu-LISA.
suspensions-in-force = { $count ->
    [0] Niciun punct de trecere nu este suspendat
    [one] Un punct de trecere este suspendat
    [few] { $count } puncte de trecere sunt suspendate
   *[other] { $count } de puncte de trecere sunt suspendate
 }
suspensions-begin = Suspendați un punct de trecere
suspensions-over-text = Legea nu permite nicio suspendare care începe după { $date }. Acolo unde sistemul nu poate fi folosit, se aplică procedura de rezervă. Ceea ce a fost suspendat până atunci se mai poate înregistra.
suspensions-record = Înregistrați o suspendare anterioară
suspensions-list = Ultimele suspendări
suspensions-empty = Nu a fost nicio suspendare
suspensions-empty-text = Ce este suspendat apare aici, cu ora până la care trebuie să înceteze și până la care trebuie notificat.
suspensions-times = Orele sunt cele ale punctului de trecere.
suspensions-point = Punctul de trecere
suspensions-point-wrong = Alegeți un punct de trecere al statului dumneavoastră.
suspensions-extent = Ce este suspendat
suspensions-extent-wrong = Alegeți ce este suspendat.
suspensions-full = Toată funcționarea
suspensions-partial = Doar datele biometrice
suspensions-since = De la
suspensions-until = Până la
suspensions-latest = cel târziu { $at }
suspensions-latest-end = Încetează cel târziu la
suspensions-notify-by = De notificat până la
suspensions-notice = Notificare
suspensions-notified = Notificat la { $at }
suspensions-due = { $hours ->
    [0] Notificați până la { $at } (în { $minutes } min)
   *[other] Notificați până la { $at } (în { $hours } h { $minutes } min)
 }
suspensions-overdue = Trebuia notificat până la { $at }
suspensions-why = De ce
suspensions-over = Încetată
suspensions-end = Funcționarea se reia
suspensions-end-title = Încetarea unei suspendări
suspensions-end-text = Din acest moment intrările și ieșirile se înregistrează ca de obicei.
suspensions-notification = Consemnați notificarea
suspensions-notification-text = Trimiteți notificarea Comisiei și eu-LISA pe calea convenită, apoi consemnați aici când și sub ce referință.
suspensions-notification-submit = Consemnați notificarea
suspensions-reference = Referința
suspensions-reference-hint = După care o găsesc amândouă, cel mult 500 de caractere.
suspensions-reference-wrong = Indicați referința pe un singur rând.
suspensions-notified-at = Trimisă la
suspensions-notified-at-hint = Lăsați necompletat pentru acum.
suspensions-notified-at-wrong = Indicați ziua și ora, nu înainte de început și nu mai târziu de acum.
suspensions-new-title = Suspendați un punct de trecere
suspensions-new-text = Suspendați doar datele biometrice acolo unde este suficient: intrările și ieșirile se înregistrează atunci fără ele. Unde se suspendă totul, nu se înregistrează nimic, iar documentele de călătorie se ștampilează.
suspensions-new-notify = Comisia și eu-LISA trebuie notificate în șase ore. După demararea progresivă pot fi suspendate doar datele biometrice, cel mult șase ore.
suspensions-new-submit = Suspendați
suspensions-begins-at = De la
suspensions-begins-at-hint = Lăsați necompletat pentru acum. O suspendare poate fi consemnată și ulterior.
suspensions-begins-at-wrong = Indicați ziua și ora, nu mai târziu de acum.
suspensions-ends-at = Până la
suspensions-ends-at-hint = Lăsați necompletat dacă nu se știe sau, la încetare, pentru acum.
suspensions-ends-at-wrong = Indicați ziua și ora, după început.
suspensions-reason = De ce
suspensions-reason-wrong = Spuneți de ce, pe un singur rând de cel mult 500 de caractere.
suspensions-code-suspension-not-permitted = Funcționarea nu poate fi suspendată în acea zi: perioada în care legea o permite s-a încheiat. Unde sistemul nu poate fi folosit se aplică procedura de rezervă.
suspensions-code-full-suspension-not-permitted = După demararea progresivă pot fi suspendate doar datele biometrice.
suspensions-code-begins-in-future = O suspendare se consemnează când începe sau ulterior.
suspensions-code-ends-before-begin = Alegeți un sfârșit după început.
suspensions-code-suspension-too-long = Poate dura cel mult șase ore; alegeți un sfârșit mai devreme.
suspensions-code-suspension-overlaps = Acest punct de trecere este deja suspendat la acea oră.
suspensions-code-ended-already = Această suspendare a încetat deja.
suspensions-code-ends-in-future = Alegeți ora la care funcționarea s-a reluat sau lăsați necompletat pentru acum.
suspensions-code-notified-already = Notificarea este deja consemnată.
suspensions-code-notified-at-wrong-time = Alegeți o oră după început, nu mai târziu de acum.

suspended-title = Funcționarea este suspendată aici
suspended-in-full = Acum nu se înregistrează nimic la acest punct de trecere: ștampilați documentul de călătorie și introduceți ulterior ce vă cere supervizorul.
suspended-in-part = Nu luați și nu comparați acum amprente sau imagini faciale; înregistrați intrarea sau ieșirea ca de obicei, fără ele.
