# Jurnalul și dovada că este întreg.

log-title = Jurnalul operațiunilor
log-lead = Aici apare fiecare operațiune, inclusiv consultarea.
log-filter = Ce se afișează
log-from = De la
log-to = Până la
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
purpose-border = Verificare la frontieră
purpose-territory = Verificare pe teritoriu
purpose-identification = Identificare
purpose-visa = Decizie privind o viză
purpose-enforcement = Infracțiuni grave
purpose-subject = Cerere a persoanei vizate
purpose-oversight = Supraveghere
purpose-retention = Ștergere la expirarea termenului
outcome-done = Efectuată
outcome-refused = Refuzată
outcome-failed = Eșuată

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
