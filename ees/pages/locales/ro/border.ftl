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
buffer-deed = Ce s-a făcut cu o trecere
buffer-kind = Ce
buffer-attempts = Trimisă de
buffer-why = De ce așteaptă
buffer-failed = Registrul eșuează la ea
buffer-officer = Înregistrată de
buffer-said = Ce a spus registrul
buffer-time = Momentul la care a avut loc
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
buffer-entry-unknown = Intrarea nu a fost înregistrată
buffer-resend = Trimite din nou
buffer-reason = Motivul
buffer-withdraw = Retrage
