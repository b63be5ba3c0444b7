# Corectarea datelor: înregistrări, cazuri de modificare, ștergeri, dosare ale aceleiași persoane.

foreseen-what = Ce
foreseen-before = Înregistrat
foreseen-after = După aceea
foreseen-changed = se schimbă
foreseen-edit = Schimbați ce ați scris

amend-open = Corectați
amend-title = Corectarea unei înregistrări
amend-text = Scrieți ce s-a întâmplat cu adevărat. Vedeți ce urmează înainte de a se păstra ceva; ce era înregistrat rămâne în istoricul dosarului.
amend-basis = De ce
amend-basis-wrong = Alegeți de ce se corectează înregistrarea
amend-basis-correction = Este greșită sau incompletă
amend-basis-rebuttal = Persoana dovedește că șederea a fost legală
amend-entry = Intrarea
amend-entry-wrong = Alegeți ce se întâmplă cu intrarea
amend-entry-keep = rămâne cum este înregistrată
amend-entry-set = a avut loc așa cum scrie mai jos
amend-entry-remove = nu a avut loc niciodată
amend-entry-at = Data și ora intrării
amend-entry-at-hint = Așa cum le arătau ceasurile la punctul de trecere.
amend-entry-at-wrong = Scrieți data și ora
amend-entry-point = Punctul de trecere al intrării
amend-entry-point-wrong = Alegeți un punct de trecere a frontierei
amend-exit = Ieșirea
amend-exit-wrong = Alegeți ce se întâmplă cu ieșirea
amend-exit-keep = rămâne cum este înregistrată
amend-exit-set = a avut loc așa cum scrie mai jos
amend-exit-remove = nu a avut loc niciodată
amend-exit-at = Data și ora ieșirii
amend-exit-at-hint = Așa cum le arătau ceasurile la punctul de trecere.
amend-exit-at-wrong = Scrieți data și ora
amend-exit-point = Punctul de trecere al ieșirii
amend-exit-point-wrong = Alegeți un punct de trecere a frontierei
amend-evidence = Ce o dovedește
amend-evidence-hint = Un document, data lui și cine l-a emis: un bilet, o ștampilă, un certificat.
amend-evidence-wrong = Indicați dovada, în 1 până la 2.000 de caractere
amend-submit = Arătați ce urmează
amend-store = Corectați
amend-foreseen-title = Ce urmează
amend-foreseen-text = Încă nu s-a păstrat nimic. Comparați ce este înregistrat cu ce ați scris; alte șederi ale acestei persoane se pot încheia în alte zile.
amend-record = Această înregistrare
amend-record-of = Șederea din { $day }
amend-file = Acest dosar
amend-listed = Pe lista depășirilor
amend-yes = da
amend-no = nu
amend-none = neînregistrat
amend-left-today = Zile de ședere folosite astăzi, din 180 de zile
amend-wrong-nothing-changed = Nimic nu ar fi altfel decât este; schimbați ce este greșit
amend-wrong-nothing-left = Nu ar rămâne nici intrare, nici ieșire; cereți mai degrabă ștergerea înregistrării
amend-wrong-exit-before-entry = Ieșirea este înaintea intrării
amend-wrong-date-in-future = Nu poate fi în viitor
amend-wrong-overlaps-another-stay = Șederea s-ar suprapune cu alta a aceleiași persoane; aflați care dintre ele este adevărată

cases-title = Cazuri de modificare
cases-text = Date despre care cineva a constatat că sunt greșite sau care trebuie șterse mai devreme: ce a ridicat statul dumneavoastră, ce i s-a cerut sau ce are de șters. Cele mai urgente stau primele.
cases-count = { $count ->
    [one] { $shown } caz
    [few] { $shown } cazuri
   *[other] { $shown } de cazuri
 }
cases-empty = Niciun caz
cases-empty-text = Nimic din ce ați cerut nu este de corectat. Un caz se deschide din dosarul persoanei.
case-title = Caz de modificare
case-open = Deschideți un caz de modificare
case-open-text = Scrieți ce spune persoana sau ce ați constatat. Dacă trebuie să acționeze alt stat, el este înștiințat imediat.
case-open-submit = Deschideți cazul
case-wish = Ce este de făcut
case-wish-wrong = Alegeți ce este de făcut; un stat ține doar de cele două cereri care îl numesc
case-wish-rectify = De corectat ce este greșit
case-wish-complete = De adăugat ce lipsește
case-wish-erase = De șters ce a fost înregistrat ilegal
case-wish-unlist = De scos de pe lista depășirilor
case-wish-naturalised = De șters tot: acum este cetățean al unui stat membru
case-wish-out-of-scope = De șters tot: are permis de ședere, carte de rezidență sau viză de lungă ședere
case-wish-microstate = De șters tot: cetățean al Andorrei, al Principatului Monaco sau al Republicii San Marino, ori titular al unui pașaport al Vaticanului sau al Sfântului Scaun
case-acquired = Statul cetățeniei, permisului sau vizei
case-acquired-hint = Doar dacă totul este de șters din acest motiv.
case-acquired-wrong = Alegeți statul la aceste două cereri și lăsați gol la celelalte
case-about = Despre ce este
case-about-wrong = Alegeți dosarul sau una dintre înregistrările lui
case-about-file = Întregul dosar
case-about-crossing = Înregistrarea de intrare/ieșire din { $day }
case-about-refusal = Refuzul intrării din { $day }
case-about-gone = O înregistrare ștearsă
case-raised-on = Ziua în care a fost ridicat
case-raised-on-hint = Când s-a adresat persoana sau ați constatat.
case-raised-on-wrong = Scrieți o zi până astăzi
case-said = Ce s-a spus
case-said-hint = Ce spune persoana sau ce ați constatat și ce o dovedește.
case-said-wrong = { case-said }: scrieți între 1 și 2.000 de caractere
case-stage = Stadiu
case-stage-open = Deschis
case-stage-asked = Statul responsabil a fost întrebat
case-stage-settled = Încheiat
case-raised = Ridicat
case-due = Termen
case-next = Urmează
case-next-acts = Pasul statului { $state }
case-next-done = Făcut
case-next-not-founded = Datele sunt corecte
case-due-today = termen astăzi
case-due-in = { $count ->
    [one] termen într-o zi
    [few] termen în { $count } zile
   *[other] termen în { $count } de zile
 }
case-late = { $count ->
    [one] o zi întârziere
    [few] { $count } zile întârziere
   *[other] { $count } de zile întârziere
 }
case-without-delay = { $count ->
    [0] fără întârziere, de astăzi
    [one] fără întârziere, de o zi
    [few] fără întârziere, de { $count } zile
   *[other] fără întârziere, de { $count } de zile
 }
case-over = încheiat
case-steps = Ce s-a făcut
case-step = Pas
case-day = Ziua
case-step-raised = Ridicat de { $state }
case-step-asked = { $state } a fost întrebat
case-step-done = Încheiat: făcut
case-step-not-founded = Încheiat: datele sunt corecte
case-do = Ce puteți face
case-ask = Întrebați statul responsabil
case-ask-text = Dacă nu puteți verifica singuri: statul responsabil este înștiințat imediat și are o lună.
case-ask-submit = Întrebați
case-settle = Încheierea cazului
case-settle-open = Încheiați cazul
case-settle-text = Scrieți ce s-a constatat. Dacă era ceva de corectat, corectați mai întâi; cazul spune apoi că s-a făcut.
case-settle-erase-text = Dacă încheiați acest caz ca făcut, cele de mai sus se șterg într-un minut și nu mai pot fi aduse înapoi. Toate statele membre sunt înștiințate.
case-outcome = Cum se încheie
case-outcome-wrong = Alegeți cum se încheie
case-outcome-done = Făcut: datele erau greșite sau trebuie să dispară
case-outcome-not-founded = Datele sunt corecte
case-answer = Ce s-a constatat
case-answer-hint = Ce s-a verificat și ce o dovedește.
case-answer-wrong = { case-answer }: scrieți între 1 și 2.000 de caractere
case-erase = Am văzut ce se pierde și trebuie șters
case-erase-hint = Necesar doar dacă acest caz se încheie ca făcut.
case-erase-wrong = Confirmați ștergerea sau încheiați cazul altfel
case-settle-submit = Încheiați
case-settle-submit-erase = Încheiați și ștergeți
case-lost = Ce se pierde
case-lost-identity = Identități
case-lost-document = Documente de călătorie
case-lost-crossing = Înregistrări de intrare/ieșire
case-lost-refusal = Refuzuri ale intrării
case-file = Deschideți dosarul individual
case-erasing = Ștergerea este în curs
case-erasing-text = Într-un minut este șters și toate statele membre sunt înștiințate. După aceea nu se mai găsește nimic, nici această pagină dacă dispare întregul dosar.
case-wrong-no-record = Dosarul nu mai conține acest lucru
case-wrong-whole-file-goes = Din acest motiv dispare întregul dosar; alegeți-l
case-wrong-state-not-operating = Acest stat nu operează sistemul, deci nu poate șterge dosarul
case-wrong-date-in-future = Un caz nu poate fi ridicat în viitor
case-wrong-nothing-done = Nimic din dosar nu s-a schimbat de la deschiderea cazului; corectați mai întâi
case-wrong-still-listed = Persoana este încă pe listă; scoateți mai întâi șederea de pe ea
case-wrong-not-entitled = Acest pas este al altui stat

begin-open = Ședere scurtă începută în interior
begin-title = O ședere scurtă începe în interior
begin-text = Pentru o persoană al cărei permis de ședere sau a cărei viză de lungă ședere s-a încheiat și care rămâne pentru o ședere scurtă. Prima ei zi ține locul datei intrării.
begin-inside = în interiorul teritoriului
begin-day = Prima zi a șederii scurte
begin-day-hint = Ziua de după încheierea permisului sau a vizei de lungă ședere.
begin-day-wrong = Scrieți o zi până astăzi
begin-evidence = Ce s-a încheiat
begin-evidence-hint = Permisul sau viza, ultima zi și cine l-a emis.
begin-evidence-wrong = { begin-evidence }: scrieți între 1 și 2.000 de caractere
begin-submit = Înregistrați șederea scurtă
begin-wrong-date-in-future = Prima zi este în viitor
begin-wrong-already-inside = Persoana este deja în interior, cu o intrare fără ieșire
begin-wrong-stay-exhausted = Nu a mai rămas nicio zi de ședere din 180, deci nu începe nicio ședere scurtă
begin-wrong-not-after-last-record = Dosarul conține o intrare sau o ieșire ulterioară
begin-wrong-needs-visa = Această persoană are nevoie de viză pentru o ședere scurtă, deci nu începe niciuna

merge-open = Uniți cu alt dosar
merge-title = Unirea a două dosare
merge-find-text = Dacă această persoană are un al doilea dosar, scrieți numărul lui. Vedeți ambele alăturat înainte de a se uni ceva.
merge-other = Numărul celuilalt dosar
merge-other-hint = Așa cum apare pe pagina lui, la „Numărul dosarului”.
merge-other-wrong = Scrieți numărul unui dosar existent
merge-find = Arătați ambele dosare
merge-look = Comparați ambele dosare. Asemănarea numelor nu este un temei: amprentele, imaginile faciale sau documentele arată că două dosare sunt ale aceleiași persoane.
merge-left = Acest dosar
merge-right = Celălalt dosar
merge-kept = se păstrează
merge-created = Creat la
merge-identity = Identitate
merge-events = Ce este înregistrat, în ordinea timpului
merge-entry = Intrare
merge-exit = Ieșire
merge-refusal = Refuz al intrării
merge-decide = Este aceeași persoană?
merge-decide-text = Se păstrează dosarul creat primul, iar celălalt număr duce la el. Zilele de ședere se socotesc împreună imediat. Nimic nu se pierde: dosarele pot fi despărțite din nou.
merge-ground = Ce o dovedește
merge-ground-hint = Nume asemănătoare nu sunt de ajuns.
merge-ground-wrong = Alegeți ce o dovedește
merge-ground-biometrics = Amprentele sau imaginile faciale ale ambelor corespund, iar un polițist a confirmat
merge-ground-documents = Documentele o arată, de exemplu o schimbare de nume sau un pașaport anterior
merge-reason = Ce s-a verificat
merge-reason-hint = Documentele sau comparația, cu data și cine le-a emis.
merge-reason-wrong = { merge-reason }: scrieți între 1 și 2.000 de caractere
merge-submit = Uniți dosarele
merge-joined = Unit cu
split-open = Despărțiți
split-title = Despărțirea a două dosare
split-text = Înregistrările făcute sub fiecare număr sunt cum erau, fiecare calculată fără ale celuilalt. Ce s-a înregistrat de la unire rămâne la dosarul păstrat.
split-other = Dosarul care se ia
split-other-wrong = { split-other }: alegeți dosarul
split-reason = Ce arată că sunt două persoane
split-reason-hint = Documentele sau comparația, cu data și cine le-a emis.
split-reason-wrong = { split-reason }: scrieți între 1 și 2.000 de caractere
split-submit = Despărțiți
merge-wrong-same-file = Este același dosar sau duce deja la el
merge-wrong-already-merged = Unul dintre ele a fost unit înainte: deschideți dosarul păstrat
merge-wrong-stays-overlap = O trecere dintr-un dosar cade în timpul unei șederi din celălalt: aceeași persoană nu le putea face pe amândouă. Corectați înregistrarea greșită sau lăsați dosarele separate
merge-wrong-not-found = Niciun dosar nu are acest număr
