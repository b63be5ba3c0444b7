# The register of processing in words; the codes are those of the register.

category-identity = Identitate
category-identity-about = Nume, prenume, data nașterii, cetățenia sau cetățeniile, sexul.
category-travel-document = Document de călătorie
category-travel-document-about = Tipul, numărul, statul emitent și ultima zi de valabilitate.
category-search-keys = Chei de căutare
category-search-keys-about = Amprente criptografice ale numelor și numerelor, prin care se găsește un dosar; numele și numerele nu pot fi citite din ele.
category-biometric-mark = Marcaje despre datele biometrice
category-biometric-mark-about = Că imaginea facială sau amprentele lipsesc, sunt imposibile deocamdată, nu se aplică sau nu se păstrează.
category-biometric-ground = Temeiul acestor marcaje
category-biometric-ground-about = De ce amprentele nu se aplică sau sunt imposibile, de când, și motivul polițistului.
category-biometric-sample = Imaginea facială și amprentele digitale
category-biometric-sample-about = Imaginile așa cum au fost prelevate și ceea ce se compară automat din ele; ale persoanelor care au nevoie de viză, numai imaginea facială.
category-capture = Ceea ce tocmai a fost prelevat
category-capture-about = Imaginea facială și amprentele prelevate la un punct de trecere, până la înregistrarea lor.
category-gallery-change = Modificări ale probelor
category-gallery-change-about = La care dosar s-au modificat imaginea facială sau amprentele, pentru ca orice căutare să țină cont de aceasta.
category-facilitation-notice = Notificări ale programelor de facilitare
category-facilitation-notice-about = Ce stat membru a acordat acces la programul său, ce autoritate l-a introdus și când.
category-facilitation-programme = Programe de facilitare
category-facilitation-programme-about = Ce program, când s-a acordat accesul, până când, și când a fost retras.
category-file-administration = Administrarea dosarului
category-file-administration-about = Numărul de referință, statul și biroul responsabil, momentul creării și al ultimei modificări.
category-entry-exit = Intrări și ieșiri
category-entry-exit-about = Data, ora și punctul de trecere pentru fiecare intrare și ieșire, autoritatea care a permis intrarea, sfârșitul șederii autorizate.
category-family-status = Calitatea de membru de familie
category-family-status-about = Faptul că o persoană este membru de familie cu drept de liberă circulație și fără permis de ședere.
category-visa = Viză
category-visa-about = Numărul autocolantului, statul emitent, tipul, ultima zi, intrările și zilele de ședere.
category-refusal = Refuzuri de intrare
category-refusal-about = Data, ora, punctul de trecere, autoritatea și motivele.
category-refusal-form = Ce spune formularul standard
category-refusal-form-about = Documentele care lipsesc, amenințarea și legea indicate, observații și registrul care conținea o semnalare.
category-overstay-mark = Mențiunea unei șederi expirate
category-overstay-mark-about = Faptul că o ședere a expirat fără ieșire, când a fost făcută mențiunea și dacă și de ce o autoritate a ridicat-o.
category-stay-decision = Decizii privind șederea
category-stay-decision-about = Revocare, anulare sau prelungire: ce s-a decis, când, unde, de către ce autoritate, din ce motiv și până când.
category-new-sticker = Numărul unui autocolant de viză nou
category-new-sticker-about = Numărul autocolantului și statul care l-a eliberat la prelungirea vizei.
category-record-history = Istoricul modificărilor
category-record-history-about = Ce înregistrare a fost modificată, când, de către ce autoritate și stat, și ce s-a făcut.
category-record-before = Ce figura înainte
category-record-before-about = Datele așa cum erau înainte de fiecare rectificare, completare sau decizie, și motivul acesteia.
category-notice = Înștiințări către statele membre
category-notice-about = La ce dosare, după numărul lor, se referă o înștiințare, ce s-a întâmplat și când, și ce stat a fost înștiințat.
category-sent-once = Cereri prin care s-a înregistrat o trecere
category-sent-once-about = Numărul cererii și o amprentă a ei făcută cu o cheie secretă, pentru ca o cerere trimisă de două ori să fie înregistrată o singură dată.
category-log = Jurnalul operațiunilor
category-log-about = Cine a făcut ce, când, în ce scop și pe ce temei juridic.
category-erasure-order = Dispoziții de ștergere
category-erasure-order-about = Ce a dispus o autoritate să se șteargă înainte de termen, de ce și când, până la ștergere.
category-amendment-case = Cazuri de modificare
category-amendment-case-about = Ce este de corectat, completat sau șters, ce stat a ridicat cazul, care acționează, până când și cum s-a încheiat.
category-amendment-words = Ce s-a spus într-un caz de modificare
category-amendment-words-about = Ce spune persoana sau ce a constatat o autoritate și care a fost răspunsul.
category-erased-file = Numerele dosarelor șterse
category-erased-file-about = Numărul unui dosar șters, până când se șterg și rândurile din jurnal despre el.
category-monitoring-procedure = Proceduri de monitorizare
category-monitoring-procedure-about = Ce dosar sau utilizarea sistemului de către ce birou verifică un organism de supraveghere, sub ce număr, de ce și de când.
category-log-query = Date folosite la căutări
category-log-query-about = Datele cu care s-a făcut o căutare, sigilate în jurnal.
category-session = Sesiuni ale personalului
category-session-about = Cine este autentificat, cât timp durează sesiunea.
use-border-entry = verificări la intrare
use-border-exit = verificări la ieșire
use-border-refusal = refuzuri de intrare
use-territory-check = verificări pe teritoriu
use-amendment = actualizarea și corectarea dosarelor
use-revoke-annul-extend = decizii asupra șederilor autorizate
use-facilitation = programele naționale de facilitare
use-information-mechanism = lista depășirilor șederii
use-retention = ștergere la expirarea termenului sau la dispoziție
use-operation = funcționarea punctelor de trecere și calitatea datelor
use-monitoring = monitorizarea protecției datelor
body-border = autoritățile de frontieră
body-immigration = autoritățile de imigrare
body-visa = autoritățile competente în materie de vize
body-supervisory = autoritățile naționale de supraveghere
body-data-protection-supervisor = Autoritatea Europeană pentru Protecția Datelor
body-facilitation = autoritățile programelor naționale de facilitare
body-designated-law-enforcement = autoritățile de aplicare a legii desemnate
body-central-access-point = punctele centrale de acces
body-europol-designated = autoritatea desemnată a Europol
body-europol-central-access-point = punctul central de acces al Europol
body-etias-central-unit = unitatea centrală ETIAS
body-etias-national-unit = unitățile naționale ETIAS
body-screening = autoritățile de screening
body-eu-lisa = eu-LISA și sistemul însuși
body-other = altă autoritate
event-last-exit-or-refusal = ultima ieșire sau ultimul refuz de intrare
event-exit-of-the-record = ieșire
event-refusal = refuz
event-erasure-of-the-data-concerned = ștergerea datelor vizate
event-end-of-the-stay = sfârșitul șederii autorizate
event-notice = înștiințare
event-end-of-the-procedure = încheierea procedurii de monitorizare
event-capture = prelevarea imaginii faciale sau a amprentelor
event-change-of-samples = modificarea imaginii faciale sau a amprentelor
event-sign-in = autentificare
retention-days = { $days ->
    [one] { $days } zi
    [other] { $days } de zile
   *[few] { $days } zile
 } de la { $event } ({ $basis })
retention-years = { $years ->
    [one] { $years } an
    [other] { $years } de ani
   *[few] { $years } ani
 } de la { $event } ({ $basis })
retention-years-days = { $years ->
    [one] { $years } an
    [other] { $years } de ani
   *[few] { $years } ani
 } și { $days ->
    [one] { $days } zi
    [other] { $days } de zile
   *[few] { $days } zile
 } de la { $event } ({ $basis })
retention-hours = { $hours ->
    [one] { $hours } oră
    [other] { $hours } de ore
   *[few] { $hours } ore
 } de la { $event } ({ $basis })
retention-until = până la { $event } ({ $basis })
retention-without-exit = fără ieșire, { $kept }
retention-of-family = pentru un membru de familie, { $kept }
retention-of-record = despre o singură înregistrare, nu mai mult decât acea înregistrare ({ $basis })
cited-and = și
cited-to = { "–" }
