# Declarația privind protecția datelor.

privacy-title = Declarație privind protecția datelor
privacy-lead = Ce se înregistrează despre dumneavoastră când treceți frontiera externă, de ce, pentru cât timp și ce puteți face.
privacy-what = Ce este Sistemul de intrare/ieșire
privacy-what-text = Este un registru european al resortisanților țărilor terțe care vin pentru o ședere de scurtă durată. Cuprinde data, ora și locul fiecărei intrări și ieșiri, precum și ale fiecărui refuz al intrării. Normele sale sunt stabilite de Regulamentul (UE) 2017/2226.
privacy-calculator-text = Sistemul calculează și cât timp puteți rămâne și informează autoritățile competente când o ședere autorizată s-a încheiat. Aveți dreptul să vi se spună câte zile au mai rămas.
privacy-controller = Operator
privacy-supervisor = Autoritate de supraveghere
privacy-must = Ce trebuie să știți înainte de verificare
privacy-must-face = Preluarea imaginii faciale este obligatorie.
privacy-must-prints = Dacă nu aveți nevoie de viză, este obligatorie și preluarea amprentelor digitale.
privacy-must-refuse = Persoanei care refuză să furnizeze datele biometrice necesare i se refuză intrarea.
privacy-list = Dacă rămâneți prea mult, sunteți trecut automat pe o listă a persoanelor care au depășit durata de ședere. Puteți fi scos de pe listă dacă arătați că nu ați putut pleca din motive grave și imprevizibile sau că înregistrarea este greșită.
privacy-enforcement = Autoritățile polițienești și Europol pot vedea date în anumite cazuri de terorism sau de alte infracțiuni grave.
privacy-transfer = Datele pot fi comunicate unei țări terțe sau unei organizații internaționale numai în cazurile permise de articolele 41 și 42 din regulament.
privacy-data = Ce date și pentru cât timp
privacy-basis = Temei juridic
privacy-purposes = Folosite pentru
privacy-recipients = Pot fi văzute de
privacy-retention = Se păstrează
privacy-rights = Drepturile dumneavoastră
privacy-right-access = Să aflați dacă sunt înregistrate date despre dumneavoastră și să le vedeți.
privacy-right-correct = Să obțineți rectificarea datelor greșite și completarea celor care lipsesc.
privacy-right-erase = Să obțineți ștergerea datelor înregistrate cu încălcarea legii sau restricționarea folosirii lor.
privacy-right-stay = Să vi se spună cât a mai rămas din șederea autorizată.
privacy-how = Cum vi le exercitați
privacy-how-write = Scrieți o cerere. Datați-o și semnați-o.
privacy-how-identity = Anexați o copie a unui act de identitate, pentru ca nimeni altcineva să nu primească datele dumneavoastră.
privacy-how-name = Dacă cereți rectificarea sau ștergerea, precizați la ce date vă referiți.
privacy-how-send = Trimiteți-o prin poștă, e-mail sau fax ori depuneți-o personal:
privacy-answer = { $days ->
   *[few] Primiți răspuns în { $days } zile
    [other] Primiți răspuns în { $days } de zile
 } sau în { $enforcement ->
   *[few] { $enforcement } zile
    [other] { $enforcement } de zile
 }, dacă se aplică normele pentru autoritățile de aplicare a legii. Vă puteți adresa și autorității oricărui alt stat membru.
privacy-free = Totul este gratuit, cu excepția cererilor vădit nefondate sau excesive.
privacy-complain = Dacă nu sunteți de acord
privacy-complain-text = Puteți depune o plângere la { $supervisor } sau vă puteți adresa instanței în temeiul { $act } și puteți cere despăgubiri.
privacy-acts = Acte aplicabile
