# Jurnalul și dovada că este întreg.

log-title = Jurnalul operațiunilor
log-lead = Aici apare fiecare operațiune, inclusiv consultarea.
log-filter = Ce se afișează
log-from = De la (UTC)
log-to = Înainte de (UTC)
log-authority = Autoritate
log-purpose = Scop
log-operation = Operațiune
log-outcome = Rezultat
log-all = Toate
log-show = Afișați
log-count = { $count ->
    [one] { $shown } operațiune
   *[few] { $shown } operațiuni
    [other] { $shown } de operațiuni
 }
log-count-more = { $shown } de operațiuni sau mai multe
log-empty = Nicio operațiune nu corespunde
log-empty-text = Alegeți o perioadă mai lungă sau mai puține condiții.
log-kind = Tipul autorității
log-office = Biroul
log-office-hint = Denumirea completă, așa cum apare într-un rând.
log-state = Statul
log-person = Utilizatorul
log-person-hint = Numărul de serviciu sau numele sistemului, așa cum apare într-un rând.
log-place = Punctul de trecere a frontierei
log-sent = Date transmise
log-asked = Datele folosite la interogare
log-further = Alte condiții
log-clear = Ștergeți toate condițiile
log-refused-any = Refuzat, indiferent de motiv
log-outcome-wrong = Alegeți „Efectuat”, „Refuzat” sau indicați codul unui refuz, așa cum apare într-un rând.
log-from-wrong = Indicați ziua și ora, de exemplu 2026-07-15T09:00.
log-to-wrong = Indicați ziua și ora, de exemplu 2026-07-15T09:00.
log-file-number = Numărul dosarului
log-file-number-wrong = Indicați numărul complet al dosarului, așa cum apare într-un rând.
log-office-wrong = Indicați o denumire de cel mult 200 de caractere.
log-person-wrong = Indicați un nume de cel mult 200 de caractere.
log-place-wrong = Alegeți un punct de trecere din listă.
log-kind-wrong = Alegeți un tip de autoritate din listă.
log-state-wrong = Alegeți un stat din listă.
log-purpose-wrong = Alegeți un scop din listă.
log-operation-wrong = Alegeți o operațiune din listă.
log-sent-wrong = Alegeți o categorie din listă.
log-file = Rândurile găsite, ca fișier (CSV)
log-file-cut = Conține { $shown } de rânduri; ultimul rând spune cum se continuă.
log-file-more = Mai sunt rânduri. Continuați la:
log-index = Numărul în jurnal
log-request = Cererea
log-basis = Articolul
log-hits = Numărul de rezultate
log-row-title = Un rând din jurnal
log-sent-nothing = Nimic
log-asked-nothing = Operațiunea nu a folosit altceva decât ce se vede mai sus.
log-asked-text = Sigilat în jurnal și deschis pentru dumneavoastră; faptul că l-ați consultat este și el un rând din jurnal.
log-asked-erased = Termenul a expirat: datele au fost șterse, iar în rând a rămas doar amprenta lor.
log-same-file = Toate rândurile despre acest dosar
log-same-person = Toate rândurile acestui utilizator
log-proof = Dovada că rândul este în jurnal
log-proof-holds = Rândul este în jurnalul semnat
log-proof-place = Este numărul { $place } din { $size } în jurnalul semnat la { $at }.
log-proof-waiting = Rândul nu este încă sigilat
log-proof-waiting-text = Rândurile se sigilează într-o secundă. Deschideți din nou pagina peste o clipă.
log-proof-broken = Dovada nu se confirmă
log-proof-how = Ce s-a verificat acum
log-proof-leaf = Tot ce cuprinde rândul dă împreună această amprentă:
log-proof-path = { $count ->
    [0] Este singurul rând, deci nu trebuie adăugat nimic.
    [one] Cu o amprentă a vecinilor săi duce la rădăcina arborelui.
    [few] Cu { $count } amprente ale vecinilor săi duce la rădăcina arborelui.
   *[other] Cu { $count } de amprente ale vecinilor săi duce la rădăcina arborelui.
 }
log-proof-hashes = Arătați-le
log-proof-root = Aceasta este rădăcina, care stă pentru toate rândurile jurnalului deodată:
log-proof-key = Rădăcina și numărul de rânduri sunt semnate, iar semnătura corespunde acestei chei publice:
log-proof-check = Verificați fără acest sistem
log-proof-check-text = Fișierul conține rândul, amprentele și semnătura, și nimic din ce ține rândul sigilat. Oricine are cheia publică din altă sursă îl poate verifica, pe un calculator propriu, cu această comandă sau cu orice program care cunoaște dovezi de forma C2SP tlog-proof.
log-proof-file = Dovada ca fișier
outcome-done = Efectuată
outcome-refused = Refuzată

integrity-title = Integritatea jurnalului
integrity-lead = Arată până unde este sigilat jurnalul și ce s-a constatat la recalcularea lui din înregistrări.
integrity-sound = Sigilarea este la zi
integrity-sound-line = Fiecare rând se află în arborele semnat, astfel încât o modificare ulterioară poate fi dovedită.
integrity-late = Sigilarea întârzie
integrity-late-line = Rândurile recente nu sunt încă sigilate. Anunțați operatorul dacă situația durează.
integrity-broken = Jurnalul a fost modificat
integrity-broken-line = O dovadă nu se confirmă. Lăsați totul așa cum este și anunțați imediat responsabilul cu securitatea.
integrity-recomputed = Recalculare
integrity-recomputed-not = Jurnalul nu a fost încă recalculat. Se recalculează la pornirea sistemului, la fiecare șase ore și la cererea dumneavoastră.
integrity-recomputed-all = { $count ->
    [one] La { $at }, { $shown } înregistrare a fost recalculată și corespunde cu ce s-a semnat.
   *[few] La { $at }, { $shown } înregistrări au fost recalculate și corespund cu ce s-a semnat.
    [other] La { $at }, { $shown } de înregistrări au fost recalculate și corespund cu ce s-a semnat.
 }
integrity-recomputed-fault = La { $at } s-a găsit o înregistrare care nu corespunde cu ce s-a semnat. Pentru operator:
integrity-recompute = Recalculați acum
integrity-numbers = În cifre
integrity-size = Rânduri sigilate
integrity-waiting = Rânduri care așteaptă sigilarea
integrity-lag = Cel mai vechi rând în așteptare
integrity-seconds = { $count ->
    [0] niciunul
    [one] acum o secundă
   *[few] acum { $count } secunde
    [other] acum { $count } de secunde
 }
integrity-checkpoint = Ultimul punct de control
integrity-key = Semnat cu
integrity-root = Rădăcina arborelui
integrity-download = Punctul de control semnat, ca text
integrity-how = Cum se dovedește
integrity-how-text = Fiecare rând devine o frunză într-un arbore de rezumate criptografice. Rădăcina arborelui este semnată la intervale scurte. Oricine păstrează un punct de control anterior poate dovedi, cu instrumente publice, că jurnalul de astăzi îl continuă.

erasures-title = Ștergeri
erasures-lead = Ce s-a șters la expirarea termenului și ce urmează. Numai cifre.
erasures-ahead = Ce urmează
erasures-ahead-text = Ce se păstrează până într-o zi din fiecare lună și nu mai mult, așa cum stau lucrurile astăzi. Cine călătorește din nou își păstrează dosarul.
erasures-nothing-ahead = Nimic nu se șterge în următoarele douăsprezece luni
erasures-nothing-ahead-text = De îndată ce ceva se păstrează până într-o zi din aceste luni, apare aici.
erasures-chart = Înregistrări de intrare/ieșire care se șterg, pe luni
erasures-chart-text = Câte o bară pentru fiecare dintre următoarele douăsprezece luni, cu numărul înregistrărilor. Tabelul de mai jos are aceleași cifre.
erasures-month = Luna
erasures-records = Înregistrări
erasures-refusals = Refuzuri
erasures-files = Dosare
erasures-log-rows = Rânduri din jurnal
erasures-warned = Anunțate statelor membre
erasures-why = Pentru ce
erasures-runs = Ultimele rulări
erasures-empty = Nu a avut loc încă nicio rulare
erasures-empty-text = Prima începe la pornirea sistemului, apoi are loc una în fiecare zi.
erasures-daily = Ce nu se mai păstrează
erasures-orders = Dispuse de autorități
erasures-warnings = Ștergere peste trei luni
erasures-done = Efectuată
erasures-open = Neîncheiată
erasures-doubtful = De verificat

procedures-title = Proceduri de monitorizare
procedures-lead = Rândurile din jurnal de care are nevoie o procedură a dumneavoastră nu se șterg cât timp ea durează. După încheiere, cele cu termenul expirat dispar la următoarea rulare.
procedures-begin = Începeți o procedură
procedures-list = Procedurile organismului dumneavoastră
procedures-empty = Nicio procedură
procedures-empty-text = Rândurile din jurnal dispar la un an după datele la care se referă, dacă nu are nevoie de ele o procedură deja începută.
procedures-text = Indicați dosarul ale cărui rânduri vă trebuie sau un birou și o perioadă. De acum acele rânduri nu se șterg.
procedures-reference = Numărul procedurii la dumneavoastră
procedures-reference-wrong = Scrieți numărul procedurii, 1 până la 200 de caractere
procedures-reason = Ce se verifică
procedures-reason-hint = Fără nume de călători sau de personal.
procedures-reason-wrong = Scrieți 1 până la 500 de caractere
procedures-scope = Rândurile păstrate
procedures-of-file = despre dosarul { $file }
procedures-of-office = ale { $office }, { $from } până la { $to }
procedures-file = Numărul dosarului
procedures-file-hint = Așa cum apare în jurnal. Lăsați gol pentru a păstra rândurile unui birou.
procedures-file-wrong = Scrieți numărul unui dosar sau completați un birou cu statul lui și o perioadă
procedures-office = Biroul
procedures-office-hint = Așa cum îl numește jurnalul.
procedures-office-wrong = Scrieți biroul așa cum îl numește jurnalul sau un dosar, nu ambele
procedures-state = Statul biroului
procedures-state-wrong = Alegeți statul biroului
procedures-from = Prima zi, timp universal
procedures-from-wrong = Scrieți o primă zi până astăzi
procedures-to = Ultima zi, timp universal
procedures-to-wrong = Scrieți o ultimă zi care nu este înaintea primei
procedures-since = Începută
procedures-until = Încheiată
procedures-lasts = durează
procedures-end = Încheiați-o
procedures-submit = Începeți

erasures-failing = Dispoziții eșuate
erasures-failing-text = Autoritățile au dispus aceste ștergeri, iar ele nu au putut fi încă efectuate. Se încearcă din nou, cel târziu la fiecare oră.
erasures-state = Dispuse de
erasures-orders-count = Dispoziții
erasures-tries = Încercări
erasures-since = Cea mai veche din
erasures-next = Următoarea încercare
erasures-obstacle = Ce a împiedicat și ce este de făcut
erasures-obstacle-busy = Polițiștii au modificat dosarele în același moment. Nu este nimic de făcut, decât dacă durează ore.
erasures-obstacle-refused = Baza de date a refuzat. Operatorul verifică mesajele serviciului din acel moment și baza de date.
erasures-obstacle-inconsistent = Ce este păstrat încalcă o regulă sau nu poate fi deschis. Operatorul rulează `eesd retention orphans` și anunță autorii sistemului.

cases-failing = { $count ->
    [one] { $count } ștergere dispusă de statul dumneavoastră nu a putut fi încă efectuată
    [few] { $count } ștergeri dispuse de statul dumneavoastră nu au putut fi încă efectuate
   *[other] { $count } de ștergeri dispuse de statul dumneavoastră nu au putut fi încă efectuate
 }
cases-failing-text = Se încearcă din nou, cel târziu la fiecare oră. Cazul spune ce a împiedicat.
case-failing = Ștergerea nu a putut fi încă efectuată
case-failing-busy = Cineva a modificat dosarul în același moment. Se încearcă din nou la { $at }; nu este nimic de făcut.
case-failing-refused = Baza de date a refuzat. Se încearcă din nou la { $at }. Dacă durează, spuneți operatorului numărul acestui caz.
case-failing-inconsistent = Ce este păstrat nu poate fi șters așa cum este. Se încearcă din nou la { $at }; spuneți operatorului numărul acestui caz.
case-next-failing = Ștergere dispusă, încă neefectuată
