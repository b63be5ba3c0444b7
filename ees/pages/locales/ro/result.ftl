# Rezultatul unei verificări și ce s-a înregistrat.

answer-days = { $count ->
    [one] Poate rămâne o zi
   *[few] Poate rămâne { $count } zile
    [other] Poate rămâne { $count } de zile
 }
answer-days-line = până la { $date }, inclusiv
answer-none = Nu a mai rămas nicio zi
answer-none-line = Astăzi nu poate fi autorizată o ședere de scurtă durată.
answer-overstay = { $count ->
    [one] O zi peste șederea autorizată
   *[few] { $count } zile peste șederea autorizată
    [other] { $count } de zile peste șederea autorizată
 }
answer-overstay-line = Ultima zi legală a fost { $date }.
answer-free = Nu se calculează
answer-free-line = Membrii de familie care se bucură de dreptul la liberă circulație nu au o limită de zile.
answer-not-operated-line = Sistemul de intrare/ieșire nu funcționează aici, de aceea nu se calculează nimic.
answer-transit = În tranzit
answer-transit-line = Călătoria de tranzit trebuie încheiată până la { $at }.
answer-transit-over = Timpul de tranzit a expirat
answer-transit-over-line = Călătoria de tranzit trebuia încheiată până la { $at }.
answer-human = Este nevoie de decizia dumneavoastră
doubt-exit = O intrare anterioară nu are ieșire. Nu se știe dacă zilele de atunci au fost petrecute aici.
doubt-entry = O ieșire nu are intrare. Cereți dovada datei la care persoana a intrat.
doubt-decision = O decizie privind această ședere nu este încă definitivă.

double-title = Comparați mai întâi
double-text = Cât timp poate rămâne persoana depinde de cine este.
double-if = Dacă este
double-new = Dacă este o persoană nouă
double-other = Dacă sunt două persoane
double-calendar = Zilele de ședere, dacă este { $name }

limit-ninety = Limita este de 90 de zile în orice perioadă de 180 de zile.
limit-visa-days = Limita este numărul de zile acordat prin viză.
limit-visa-end = Limita este ultima zi de valabilitate a vizei.
limit-visa-entries = Toate intrările acordate prin viză au fost folosite.
limit-territory = Viza este valabilă doar pe teritoriul unor state; limita este numărul de zile pe care îl acordă.
limit-not-here = Viza nu este valabilă pentru acest stat.
limit-agreement = Limita decurge dintr-un acord bilateral.
limit-decision = Limita decurge dintr-o decizie care a modificat șederea autorizată.

calendar-title = Zile de ședere
calendar-used = { $count ->
    [0] Nu a fost folosită nicio zi din această perioadă.
    [one] A fost folosită o zi din această perioadă.
   *[few] Au fost folosite { $count } zile din această perioadă.
    [other] Au fost folosite { $count } de zile din această perioadă.
 }
calendar-stay = Prezență de la { $from } până la { $to }.
calendar-window = Perioada de 180 de zile, { $from } – { $to }
calendar-present = Zile de prezență care se socotesc
calendar-earlier = Zile de prezență care nu se mai socotesc
calendar-left = Zile rămase
calendar-over = Zile peste șederea autorizată
calendar-today = Astăzi, { $date }
calendar-end = Ultima zi legală, { $date }

result-who = Persoana și documentul
result-file = Dosar individual
result-file-open = Deschideți dosarul individual
result-file-none = Niciun dosar nu conține acest document.
scope-title = Domeniu de aplicare
scope-outside = Registrul nu se aplică acestei persoane
group-visa = Are nevoie de viză pentru o ședere de scurtă durată.
group-exempt = Nu are nevoie de viză pentru o ședere de scurtă durată.
group-family = Membru de familie al unei persoane cu drept la liberă circulație, fără permis de ședere.
group-free = Cetățean al Uniunii sau al unui stat asociat: nu se înregistrează nimic.
group-permit = Are permis de ședere: nu se înregistrează nimic.
group-long-stay = Are viză de lungă ședere: nu se înregistrează nimic.
group-other = Face parte dintr-un grup exceptat de regulament: nu se înregistrează nimic.

open-title = O intrare anterioară nu are ieșire
open-text = A intrat la { $at }, la { $point }. Înregistrați acum ieșirea dacă persoana pleacă; altfel, cereți dovada unei ieșiri anterioare.
document-expired-title = Documentul de călătorie a expirat
document-expired-text = A expirat la { $date }.

refused-before-title = Acest document a fost refuzat ca fals
refused-before-text = Dosarele care îl conțin sunt mai jos. Stabiliți dacă documentul este autentic și al cui este, înainte de a înregistra ceva.
similar-title = Poate fi aceeași persoană
similar-text = Aceste dosare conțin alt document, dar date asemănătoare. Comparați înainte de a înregistra ceva.
similar-name = Numele din dosar
similar-likeness = Asemănare
similar-more-alike = Există mai multe dosare asemănătoare decât se arată aici. Cele arătate sunt cele mai asemănătoare. Toate prenumele sau data completă a nașterii restrâng căutarea.
similar-more-not-compared = Prea multe persoane au în comun o parte a acestui nume sau a acestei date de naștere pentru a le compara pe toate. Au fost comparate cele care au cel mai mult în comun și este posibil ca cineva să lipsească aici. Toate prenumele sau data completă a nașterii restrâng căutarea.
likeness-strong = Foarte probabil
likeness-possible = Posibil
likeness-weak = Puțin probabil

decide-title = Înregistrare
decide-entry = Înregistrați intrarea
decide-exit = Înregistrați ieșirea
decide-exit-text = Ieșirea încheie intrarea deschisă.
decide-exit-later = Aici nu se cunoaște nicio intrare deschisă. Registrul află mai târziu ce intrare încheie această ieșire și întreabă dacă nu există niciuna.
decide-nothing = Nu este nimic de înregistrat pentru această persoană.
decide-refuse = Refuzați intrarea
decide-refuse-text = Deschide formularul de refuz al intrării: motivele și ce i se înmânează persoanei.
decide-again = Verificați altă persoană

visa-title = Viza
visa-number = Numărul autocolantului de viză
visa-number-hint = În dreapta sus, pe autocolant.
visa-issuer = Statul membru emitent
visa-kind = Tipul vizei
visa-expires = Ultima zi de valabilitate a vizei
visa-entries = Numărul de intrări
visa-one = Una
visa-two = Două
visa-multiple = Multiple
visa-days = Zile acordate
visa-calculate = Calculați șederea
family-label = Membru de familie al unei persoane cu drept la liberă circulație
family-hint = Bifați numai dacă s-a dovedit și dacă persoana nu are permis de ședere. Șederea nu mai este atunci limitată.

recorded-entry = Intrare înregistrată
recorded-exit = Ieșire înregistrată
recorded-until = Ultima zi legală
recorded-until-moment = Călătoria de tranzit trebuie încheiată până la
recorded-unlimited = Pentru această persoană nu se calculează o limită de zile.
recorded-until-text = Comunicați persoanei această dată sau înmânați-i dovada.
recorded-in-time = A plecat la timp
recorded-in-time-text = Șederea s-a încadrat în durata autorizată.
recorded-late = { $count ->
    [one] A plecat cu o zi întârziere
   *[few] A plecat cu { $count } zile întârziere
    [other] A plecat cu { $count } de zile întârziere
 }
recorded-late-line = Ultima zi legală a fost { $date }.
recorded-late-text = Acest lucru este consemnat în fișă. Ce urmează hotărăște autoritatea competentă. Persoana poate arăta că întârzierea a avut motive întemeiate.
recorded-who = Persoana
recorded-when = Data și ora
recorded-where = Punct de trecere a frontierei
recorded-next = Următorul călător
recorded-receipt = Tipăriți o dovadă
