# The register of processing in words; the codes are those of the register.

category-identity = Identitate
category-identity-about = Nume, prenume, data nașterii, cetățenia sau cetățeniile, sexul.
category-travel-document = Document de călătorie
category-travel-document-about = Tipul, numărul, statul emitent și ultima zi de valabilitate.
category-search-keys = Chei de căutare
category-search-keys-about = Amprente criptografice ale numelor și numerelor, prin care se găsește un dosar; numele și numerele nu pot fi citite din ele.
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
category-log = Jurnalul operațiunilor
category-log-about = Cine a făcut ce, când, în ce scop și pe ce temei juridic.
category-log-query = Date folosite la căutări
category-log-query-about = Datele cu care s-a făcut o căutare, sigilate în jurnal.
category-session = Sesiuni ale personalului
category-session-about = Cine este autentificat, cât timp durează sesiunea.
use-border-entry = verificări la intrare
use-border-exit = verificări la ieșire
use-territory-check = verificări pe teritoriu
use-amendment = actualizarea și corectarea dosarelor
use-monitoring = monitorizarea protecției datelor
body-border = autoritățile de frontieră
body-immigration = autoritățile de imigrare
body-supervisory = autoritățile naționale de supraveghere
body-data-protection-supervisor = Autoritatea Europeană pentru Protecția Datelor
body-other = altă autoritate
event-last-exit-or-refusal = ultima ieșire sau ultimul refuz de intrare
event-exit-of-the-record = ieșire
event-refusal = refuz
event-erasure-of-the-data-concerned = ștergerea datelor vizate
event-sign-in = autentificare
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
