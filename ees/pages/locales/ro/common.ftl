# Cuvinte folosite pe mai multe pagini.

service-name = Sistemul de intrare/ieșire
check-short = Verificare
check-title = Verificarea unui călător
check-territory-title = Verificare pe teritoriu

sex-female = Feminin
sex-male = Masculin
sex-unspecified = Nespecificat
birth-without-day = { $month } { $year }, ziua necunoscută
birth-without-month = { $year }, ziua și luna necunoscute

field-surname = Nume de familie
field-given-names = Prenume
field-birth = Data nașterii
field-birth-hint = Lăsați ziua sau luna necompletată dacă documentul nu o arată.
field-day = Ziua
field-month = Luna
field-year = Anul
field-nationality = Cetățenie
field-sex = Sex
field-document = Document de călătorie
field-document-kind = Tipul documentului
field-document-number = Numărul documentului
field-document-issuer = Statul sau organismul emitent
field-expiry = Data expirării
field-expiry-hint = Așa cum apare în document.
document-expired = Expirat

start-title = Registrul intrărilor și ieșirilor
start-what = Aici, polițiștii de frontieră și cei de imigrări înregistrează când intră și când ies resortisanții țărilor terțe aflați în ședere de scurtă durată și văd câte zile de ședere autorizată au rămas.
start-sign-in = Autentificare
start-who-title = Cine se poate autentifica
start-who-border = Autoritățile de frontieră: verifică o persoană și înregistrează o intrare, o ieșire sau un refuz al intrării.
start-who-immigration = Autoritățile de imigrări: verifică pe teritoriu dacă o ședere este legală.
start-who-oversight = Personalul de supraveghere: vede ce s-a făcut, de către cine și pe ce temei juridic.
start-travellers = Dacă dumneavoastră sunteți cel care călătorește, declarația privind protecția datelor arată ce se înregistrează despre dumneavoastră și ce drepturi aveți.
start-oversight-title = Supraveghere

problem-not-found = Aici nu este nimic
problem-not-found-text = Pagina sau dosarul nu există ori a fost șters la expirarea termenului.
problem-no-right = Nu aveți dreptul la această operațiune
problem-no-right-text = Legea nu permite autorității dumneavoastră această operațiune în acest scop. Încercarea a fost consemnată în jurnal.
problem-changed = Dosarul s-a modificat
problem-changed-text = Altcineva a modificat acest dosar în timp ce lucrați la el. Nu s-a înregistrat nimic.
problem-unavailable = Registrul nu poate fi contactat
problem-unavailable-text = Nu s-a înregistrat nimic. Folosiți procedura de rezervă a punctului de trecere până când registrul răspunde din nou.
problem-failed = Ceva nu a funcționat
problem-failed-text = Nu s-a înregistrat nimic. Defecțiunea a fost raportată automat.
problem-needs-register = Această pagină are nevoie de registru
problem-needs-register-text = Registrul nu răspunde. Dosarele nu pot fi afișate și nu se pot înregistra decât intrări și ieșiri: acestea se verifică și se păstrează aici ca de obicei.
problem-perhaps-done = Nu se știe dacă s-a făcut
problem-perhaps-done-text = Aceasta are nevoie de registru, care nu răspunde. Ce ați trimis nu se păstrează aici. Când registrul răspunde, priviți întâi dosarul și repetați dacă nu figurează acolo.
problem-step-paper = Pentru un refuz de intrare completați formularul standard pe hârtie și cereți introducerea lui când registrul răspunde.
problem-step-check = Începeți verificarea din nou.
problem-step-wait = Așteptați puțin și încercați din nou.
problem-step-help = Dacă se repetă, sunați la asistența tehnică și comunicați codul de mai jos.
problem-step-lead = Dacă aveți nevoie de aceasta în serviciu, adresați-vă șefului de tură.
