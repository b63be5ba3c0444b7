# Rapoarte pentru cei care supraveghează și pentru cei responsabili: cine ce are voie și calitatea datelor.

report-period = Zilele raportului
report-from = Prima zi
report-to = Ultima zi
report-to-hint = Cel mult 92 de zile; zilele sunt cele UTC.
report-not-a-day = Indicați o zi, de exemplu 2026-07-15.
report-period-reversed = Alegeți o ultimă zi care nu este înaintea primei.
report-period-too-long = Alegeți cel mult 92 de zile.
report-file = Acest tabel ca fișier (CSV)
report-file-of = { $title }: acest tabel ca fișier (CSV)

access-title = Cine ce are voie
access-title-lead = Fiecare drept cu articolul său și cum a fost folosit.
access-unused = { $count ->
    [0] Toate cele { $all } drepturi au fost folosite în aceste zile.
    [one] Un drept din { $all } nu a fost folosit în aceste zile.
    [few] { $count } drepturi din { $all } nu au fost folosite în aceste zile.
   *[other] { $count } de drepturi din { $all } nu au fost folosite în aceste zile.
 }
access-text = Un drept care nu este folosit niciodată poate fi unul de care nu are nimeni nevoie. Aici se află chiar regulile după care lucrează sistemul.
access-roles = Roluri
access-done = Folosit
access-never = Niciodată
access-refused = Refuzat din alt motiv
access-attempts = Încercări fără drept
access-attempts-text = Ce s-a refuzat pentru că autoritatea sau rolul persoanei nu are acest drept.
access-attempts-none = Nimeni nu a încercat în aceste zile.
access-times = De câte ori
access-offices = Birouri
access-offices-text = Birourile care au făcut ceva în aceste zile și cele pentru care este înregistrat un sistem.
access-offices-none = Niciun birou nu este înregistrat și niciunul nu a făcut nimic în aceste zile.
access-how = Cum accesează
access-by-system = Cu un sistem înregistrat
access-by-person = Personalul se autentifică
access-systems = Sisteme cu certificat
access-systems-text = Un sistem care garantează numește lucrătorul fiecărei cereri; ce fac lucrătorii se află în jurnal sub numele lor.
access-systems-none = Niciun sistem nu este înregistrat.
access-system = Sistemul
access-vouches = Garantează pentru lucrători
role-officer = Lucrător
role-supervisor = Supervizor
role-auditor = Auditor
role-system = Sistemul însuși

quality-title = Calitatea datelor
quality-title-lead = Cât de complete sunt înregistrările unor zile și ce s-a refuzat.
quality-of-state = Ce s-a înregistrat la punctele de trecere din { $state }.
quality-of-all = Ce s-a înregistrat la punctele de trecere ale tuturor statelor membre.
quality-text = Doar numere: un număr sub { $few } nu se spune, pentru că ar putea indica o persoană.
quality-missing = Documentele ale căror cifre de control au fost îndreptate manual nu sunt numărate: registrul nu păstrează acest lucru.
quality-few = puține
quality-points = Pe puncte de trecere
quality-points-text = „Fără ieșire” sunt intrările a căror ședere s-a încheiat sau pe care le-a depășit o intrare ulterioară, fără ieșire înregistrată. Corecturile sunt la mia de intrări.
quality-authorities = Pe autorități
quality-nothing = Nu s-a înregistrat nimic în aceste zile.
quality-entries = Intrări
quality-without-exit = Fără ieșire
quality-fallback = Procedură de rezervă
quality-progressive = Demarare progresivă
quality-exits = Ieșiri
quality-without-entry = Fără intrare
quality-rectified = Corecturi la mie
quality-delays = Cu ce întârziere s-au înregistrat intrările
quality-delays-text = Intrările înregistrate prin procedura de rezervă, după timpul de la intrare până la înregistrare.
quality-delays-none = Nicio intrare din aceste zile nu a fost înregistrată ulterior.
quality-delay = Înregistrată
quality-hour = Într-o oră
quality-day = Într-o zi
quality-three-days = În trei zile
quality-later = Mai târziu
quality-marks-text = Ce spun dosarele celor care au intrat în aceste zile despre imaginea facială și amprente.
quality-files = Dosare
quality-refused = Ce s-a refuzat
quality-refused-text = Verificări și înregistrări care nu s-au putut face, după codul răspunsului. „document-on-other-file” arată, poate, o persoană cu două dosare.
quality-refused-none = Nu s-a refuzat nimic în aceste zile.
quality-code = Codul
quality-no-point = Fără punct de trecere
quality-chart-text = Câte o bară pentru fiecare rând al tabelului de mai jos, care are aceleași numere.
