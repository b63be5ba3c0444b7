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

offline-title = Registrul nu poate fi întrebat acum
offline-text = Șederile anterioare, alte dosare ale persoanei și zilele rămase nu pot fi afișate.
offline-stamp = Ștampilați documentul și spuneți persoanei că datele biometrice pot fi prelevate la următoarea trecere.
offline-visa = Verificați viza direct în Sistemul de informații privind vizele.
offline-stay = Numărați zilele de ședere după ștampilele din document.
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
buffer-shown = Se afișează cele mai vechi din { $count }.
buffer-waiting = Așteaptă să fie introduse
buffer-waiting-none = Nimic nu așteaptă
buffer-waiting-none-text = Tot ce s-a înregistrat aici este în registru.
buffer-entry = Intrare
buffer-exit = Ieșire
buffer-refusal = Refuz de intrare
buffer-kind = Ce
buffer-attempts = Trimisă de
buffer-officer = Înregistrată de
buffer-said = Ce a spus registrul
buffer-time = Momentul la care a avut loc
buffer-exit-missing = Ieșirea din șederea anterioară nu a fost înregistrată
buffer-entry-unknown = Intrarea nu a fost înregistrată
buffer-resend = Trimite din nou
buffer-reason = Motivul
buffer-withdraw = Retrage
