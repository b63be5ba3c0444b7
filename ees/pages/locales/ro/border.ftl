# Punctul de trecere atunci când registrul nu poate fi accesat.

link-title = Legătura cu registrul
link-up = Registrul răspunde.
link-down = Registrul nu răspunde din { $at }. Continuați ca de obicei: ce înregistrați se păstrează aici.
link-waiting = { $count ->
    [one] { $count } trecere așteaptă să fie introdusă.
    [few] { $count } treceri așteaptă să fie introduse.
   *[other] { $count } de treceri așteaptă să fie introduse.
 }
link-conflicts = { $count ->
    [one] { $count } trecere are nevoie de decizia dumneavoastră.
    [few] { $count } treceri au nevoie de decizia dumneavoastră.
   *[other] { $count } de treceri au nevoie de decizia dumneavoastră.
 }
link-clock = { $count ->
    [one] Ceasul de aici diferă de cel al registrului cu { $count } secundă.
    [few] Ceasul de aici diferă de cel al registrului cu { $count } secunde.
   *[other] Ceasul de aici diferă de cel al registrului cu { $count } de secunde.
 } Anunțați persoana care se ocupă de acest echipament.
link-unread = Ce așteaptă aici nu poate fi citit. Chemați persoana care se ocupă de acest echipament.
link-refused-point = Registrul nu cunoaște acest punct de trecere. Continuați ca de obicei: ce înregistrați se păstrează aici. Anunțați cine administrează registrul.
link-refused-officer = Registrul refuză un polițist de la acest punct de trecere în rolul său. Continuați ca de obicei: ce înregistrează se păstrează aici. Anunțați cine administrează registrul.
link-refused-system = Registrul nu permite acestui punct de trecere să își numească polițiștii. Continuați ca de obicei: ce înregistrați se păstrează aici. Anunțați cine administrează registrul.

offline-title = Registrul nu poate fi întrebat acum
offline-text = Șederile anterioare, alte dosare ale persoanei și zilele rămase nu pot fi afișate.
offline-images = Imaginile nu au fost examinate și nu sunt păstrate nicăieri: luați-le din nou când registrul răspunde. Fără ele, trecerea se înregistrează ca una pentru care datele biometrice se mai datorează.
offline-stamp = Ștampilați documentul și spuneți persoanei că datele biometrice pot fi prelevate la următoarea trecere.
offline-visa = Verificați viza direct în Sistemul de informații privind vizele.
offline-stay = Numărați zilele de ședere după ștampilele din document.
offline-refuse = Un refuz de intrare are nevoie de registru: completați formularul standard pe hârtie, înmânați-l și cereți introducerea refuzului de îndată ce registrul răspunde.
offline-here = Ceea ce se spune mai jos despre o intrare anterioară a fost înregistrat la acest punct de trecere și nu este încă în registru.
offline-file = Nu se știe acum.

recorded-stored-entry = Intrare păstrată
recorded-stored-exit = Ieșire păstrată
recorded-stored-text = Se păstrează la acest punct de trecere și se introduce în registru de îndată ce acesta poate fi accesat. Ștampilați documentul.
recorded-stored-line = Ultima zi legală nu poate fi calculată acum.

buffer-title = Treceri în așteptare
buffer-lead = Ce s-a înregistrat cât timp registrul nu a putut fi accesat și ce registrul nu a preluat ca atare.
buffer-conflicts = De decis de dumneavoastră
buffer-conflicts-none = Nimic de decis
buffer-conflicts-none-text = Registrul a preluat fiecare trecere care i-a fost trimisă.
buffer-conflicts-away = Registrul nu răspunde. Dacă preia ce așteaptă se vede când răspunde.
buffer-shown = Se afișează cele mai vechi din { $count }.
buffer-waiting = Așteaptă să fie introduse
buffer-waiting-none = Nimic nu așteaptă
buffer-waiting-none-text = Tot ce s-a înregistrat aici este în registru.
buffer-entry = Intrare
buffer-exit = Ieșire
buffer-refusal = Refuz de intrare
buffer-deed = Ce s-a făcut cu o trecere
buffer-kind = Ce
buffer-attempts = Trimisă de
buffer-why = De ce așteaptă
buffer-failed = Registrul eșuează la ea
buffer-away = Registrul nu răspunde
buffer-behind = O trecere anterioară cu același document așteaptă o decizie
buffer-soon = Se trimite acum
buffer-officer = Înregistrată de
buffer-said = Ce i se opune
buffer-days = Zilele celeilalte înregistrări
buffer-said-already-inside = O intrare anterioară a acestei persoane era deschisă la acel moment. Cereți înregistrarea ieșirii sau confirmați că ieșirea nu a fost înregistrată.
buffer-said-no-open-entry = Nicio intrare nu era deschisă la acel moment. Cereți întâi introducerea intrării sau confirmați că nu a fost înregistrată.
buffer-said-within-another-stay = Trecerea se află în cursul unei șederi ale cărei intrare și ieșire sunt înregistrate. Aflați care dintre ele a avut loc.
buffer-said-exit-before-entry = După zilele celor două puncte de trecere, ieșirea ar fi înaintea intrării. Aflați când au avut loc.
buffer-said-date-in-future = Momentul trecerii este în viitor. Verificați ceasul punctului de trecere și corectați momentul.
buffer-said-clock-in-doubt = Ceasul punctului de trecere a fost greșit, astfel încât ziua trecerii poate fi alta. Confirmați momentul sau corectați-l.
buffer-said-document-on-other-file = Documentul de călătorie este în alt dosar decât spune trecerea. Cereți verificarea dosarelor în registru.
buffer-said-visa-missing = Este necesară o viză de scurtă ședere și nu s-a înregistrat niciuna. Introduceți trecerea manual, cu viza, și cereți retragerea ei de aici.
buffer-said-visa-requirement-undecided = Tabelele registrului nu spun nimic despre viză pentru această cetățenie. Chemați pe cine administrează registrul.
buffer-said-out-of-scope = Sistemul nu se aplică acestei persoane. Cereți retragerea trecerii.
buffer-said-fields-do-not-fit = S-a înregistrat ceva ce legea nu prevede aici sau lipsește ceva ce ea cere. Introduceți trecerea manual după notițe și cereți retragerea ei de aici.
buffer-said-outside-calendar = Șederea nu poate fi calculată cu această zi. Aflați când a avut loc trecerea.
buffer-said-id-reused = Numărul acestei treceri a fost folosit pentru alta. Introduceți trecerea manual după notițe și cereți retragerea ei de aici.
buffer-said-not-found = Dosarul la care se referă trecerea nu mai este în registru. Introduceți trecerea manual după notițe și cereți retragerea ei de aici.
buffer-said-not-taken = Registrul nu preia trecerea în forma în care a fost păstrată. Introduceți-o manual după notițe și cereți retragerea ei de aici.
buffer-said-does-not-open = Ce se păstrează despre această trecere nu se deschide; a fost modificat în fișier. Introduceți-o manual după notițe, cereți retragerea ei de aici și chemați pe cine răspunde de securitate.
buffer-said-unreadable = Registrul nu poate citi ceva din trecere. Introduceți-o manual după notițe și cereți retragerea ei de aici.
buffer-time = Momentul la care a avut loc
buffer-time-wrong = Scrieți ziua și ora la care a avut loc
buffer-clock = Ceasul acestui punct de trecere a fost greșit cu { $count ->
    [one] { $count } secundă
    [few] { $count } secunde
   *[other] { $count } de secunde
 }. Momentul de mai jos este cel după ceasul registrului; confirmați-l sau corectați-l.
buffer-not-answered = Trecerea a fost trimisă registrului de multe ori și acesta a eșuat de fiecare dată. Se introduce singură de îndată ce registrul o preia. Chemați pe cine administrează registrul; dacă trebuie înregistrată altfel, un supervizor o retrage.
buffer-open = Arată despre cine este
buffer-one = O trecere în așteptare
buffer-one-lead = Faptul că ați privit despre cine este va figura în jurnalul registrului.
buffer-exit-missing = Ieșirea din șederea anterioară nu a fost înregistrată
buffer-exit-missing-hint = Bifați numai după dovada unei ieșiri anterioare. Intrarea anterioară se păstrează atunci ca una fără ieșire.
buffer-entry-unknown = Intrarea nu a fost înregistrată
buffer-entry-unknown-hint = Bifați numai dacă o știți. Ieșirea se înregistrează atunci singură.
buffer-resend = Trimite din nou
buffer-resend-without = Fără bifă, trecerea este preluată numai dacă ce i se opune a fost îndreptat între timp în registru; altfel revine aici.
buffer-resend-time = Se trimite cu momentul de mai sus: prin aceasta îl confirmați.
buffer-resend-hint = Trimiteți-o din nou după ce s-a îndreptat ce i se opune; altfel revine aici.
buffer-sent = Trecerea este trimisă din nou
buffer-sent-text = Așteaptă mai jos până când registrul o preia. Dacă ceva i se opune în continuare, revine pentru o decizie.
buffer-withdrawn = Trecerea este retrasă
buffer-withdrawn-text = Nu se trimite. Cine a retras-o și de ce se comunică jurnalului registrului.
buffer-reason = De ce se retrage
buffer-reason-hint = Trecerea nu se mai introduce niciodată. Ce scrieți se păstrează în jurnalul registrului.
buffer-reason-missing = Scrieți de ce se retrage, în cel mult 500 de caractere
buffer-withdraw = Retrage
