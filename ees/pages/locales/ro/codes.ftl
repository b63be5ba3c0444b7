# Codes of the domain in words.

kind-ordinary-passport = Pașaport simplu
kind-diplomatic-passport = Pașaport diplomatic
kind-service-passport = Pașaport de serviciu
kind-official-passport = Pașaport oficial
kind-special-passport = Pașaport special
kind-emergency-passport = Pașaport de urgență
kind-alien-travel-document = Document de călătorie pentru refugiați, apatrizi sau străini
kind-laissez-passer = Permis de liberă trecere (laissez-passer)
kind-seamans-book = Document de identitate al navigatorilor
kind-identity-card = Carte de identitate
kind-facilitated-transit = Document de tranzit facilitat
kind-facilitated-rail-transit = Document de tranzit feroviar facilitat
kind-other = Alt document de călătorie
visa-kind-short-stay = Viză de scurtă ședere (C)
visa-kind-limited-territory-a = Valabilitate teritorială limitată, Codul de vize art. 25 alin. (1) lit. (a)
visa-kind-limited-territory-b = Valabilitate teritorială limitată, Codul de vize art. 25 alin. (1) lit. (b)
visa-kind-national-short-stay = Viză națională de scurtă ședere
visa-in-words = { $kind } { $sticker } ({ $issuer }), { $entries ->
    [one] o intrare
    [two] două intrări
   *[other] oricâte intrări
 }, { $count ->
    [one] o zi
    [few] { $count } zile
   *[other] { $count } de zile
 }, până la { $until }
visa-in-words-of-entry = intrare cu viza { $sticker } ({ $issuer }), până la { $until }
ground-visa-exempt = Fără viză
ground-family-member = Membru de familie cu drept de liberă circulație
ground-transit-road = Tranzit facilitat, mai multe călătorii
ground-transit-rail = Tranzit feroviar facilitat
alike-surname-equal = Același nume
alike-surname-variant = Nume scris diferit
alike-surname-differs = Nume diferit
alike-given-names-equal = Aceleași prenume
alike-given-names-variant = Prenume scrise diferit
alike-given-name-missing = Lipsește un prenume
alike-given-names-differ = Prenume diferite
alike-names-swapped = Nume și prenume inversate
alike-birth-date-equal = Aceeași dată a nașterii
alike-birth-date-partial = Data nașterii parțial necunoscută
alike-birth-day-month-swapped = Ziua și luna nașterii inversate
alike-birth-date-near = Data nașterii diferă într-o parte
alike-nationality-differs = Cetățenie diferită
alike-biometrics = Amprentele se aseamănă
alike-refused-document = Acest document a mai fost refuzat ca fals
alike-sex-differs = Sex diferit
action-check = Verificare
action-read-file = Citirea dosarului
action-record-entry = Înregistrarea intrării
action-record-exit = Înregistrarea ieșirii
action-amend-file = Modificarea dosarului
action-rectify = Înregistrare de intrare/ieșire corectată
action-open-case = Caz de modificare deschis
action-handle-case = Pas într-un caz de modificare
action-list-cases = Cazuri de modificare citite
action-change-status = Ședere scurtă începută în interior
action-notify-programme = Program de facilitare introdus sau retras
action-merge-files = Dosare unite sau despărțite
action-refuse-entry = Intrare refuzată
action-correct-refusal = Refuz corectat
action-decide-stay = Decizie asupra unei șederi
action-list-overstayers = Listă a depășirilor citită
action-lift-overstay = Scos de pe lista depășirilor
action-mark-overstays = Șederi expirate marcate
action-read-log = Citirea jurnalului
action-read-log-proof = Citirea dovezii jurnalului
action-warn-of-erasure = State membre anunțate despre o ștergere viitoare
action-erase-due = Șters la expirarea termenului
action-erase-early = Șters la dispoziția unei autorități
action-erase-log = Rânduri din jurnal șterse
action-read-erasures = Ștergeri consultate
action-read-access = Lista drepturilor de acces consultată
action-read-suspensions = Suspendări consultate
action-suspend-point = Punct de trecere suspendat sau redeschis
action-read-quality = Calitatea datelor consultată
action-hold-log = Procedură de monitorizare începută sau încheiată
action-capture = Imagine facială sau amprente prelevate
action-identify = Toate dosarele căutate după amprente
action-fill-gallery = Galerie încărcată
action-list-procedures = Proceduri de monitorizare consultate
