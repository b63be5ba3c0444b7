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
    [one] { $shown } operațiune pe această pagină
   *[few] { $shown } operațiuni pe această pagină
    [other] { $shown } de operațiuni pe această pagină
 }
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
integrity-lead = Arată până unde este sigilat jurnalul. Dacă un rând sigilat a fost modificat sau înlăturat se dovedește prin recalcularea arborelui: operatorul o face cu comanda „eesd log verify”, iar dumneavoastră cu punctul de control semnat și cu fragmentele arborelui.
integrity-sound = Sigilarea este la zi
integrity-sound-line = Fiecare rând se află în arborele semnat, astfel încât o modificare ulterioară poate fi dovedită.
integrity-late = Sigilarea întârzie
integrity-late-line = Rândurile recente nu sunt încă sigilate. Anunțați operatorul dacă situația durează.
integrity-broken = Jurnalul a fost modificat
integrity-broken-line = O dovadă nu se confirmă. Lăsați totul așa cum este și anunțați imediat responsabilul cu securitatea.
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
