# Why something was not recorded, by the code of the problem.

refused-title = Nu s-a înregistrat nimic
refused-other = Ceea ce s-a cerut nu se poate face.
refused-already-inside = O intrare anterioară este încă deschisă. Înregistrați ieșirea sau confirmați că ieșirea nu a fost înregistrată.
refused-not-the-open-record = Intrarea deschisă s-a schimbat între timp. Verificați din nou persoana.
refused-date-in-future = Momentul trecerii este în viitor.
refused-not-after-last-record = Dosarul conține deja o trecere ulterioară.
refused-stay-exhausted = Nu mai este disponibilă nicio zi de ședere autorizată, deci o ședere de scurtă durată nu poate începe astăzi.
refused-system-not-operated = Sistemul nu funcționează la acest punct de trecere a frontierei.
refused-no-open-entry = Nu există nicio intrare deschisă. Căutați după identitate sau confirmați că intrarea nu a fost înregistrată.
refused-entry-is-known = Există o intrare deschisă, deci nu se poate înregistra o ieșire fără intrare.
refused-exit-before-entry = Ieșirea este anterioară intrării.
refused-visa-missing = Este necesară o viză de scurtă ședere. Completați datele autocolantului.
refused-visa-requirement-undecided = Tabelele nu prevăd nimic pentru această cetățenie. Întrebați șeful de tură dacă este necesară o viză.
refused-id-reused = Acest formular a fost folosit pentru altceva. Verificați din nou persoana.
refused-out-of-scope = Sistemul nu se aplică acestei persoane; nu s-a înregistrat nimic.
refused-document-on-other-file = Acest document de călătorie se află în alt dosar. Deschideți acel dosar.
refused-document-already-on-file = Dosarul conține deja acest document.
refused-overtaken = Altcineva a înregistrat o trecere a acestei persoane în același moment. Verificați din nou persoana.
refused-contended = Alții au lucrat în acest moment la același dosar și nu s-a făcut nimic. Trimiteți din nou.
refused-invalid-value = O valoare trimisă nu poate fi folosită. Verificați din nou persoana.
refused-cross-site-request = Formularul a venit de pe alt site și nu a fost acceptat.
refused-too-many-requests = Prea multe cereri într-un timp scurt. Așteptați un moment.
refused-body-too-large = Ceea ce s-a trimis este prea mare.
refused-claim-missing = Identității dumneavoastră la furnizor îi lipsește ceva necesar acestui sistem. Adresați-vă celui care administrează contul.
refused-programme-of-another-state = Alt stat a acordat acces la acest program, și îl retrage.
