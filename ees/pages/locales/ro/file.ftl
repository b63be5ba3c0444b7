# Dosarul individual și dovada.

file-title = Dosar individual
file-about = Despre acest dosar
file-number = Numărul dosarului
file-version = Versiunea
file-responsible = Statul membru responsabil
file-kept = Se păstrează până la
file-kept-open = Termenul curge de la următoarea ieșire sau următorul refuz
file-earlier-identity = Altă identitate
file-documents = Documente de călătorie
file-crossings = Fișe de intrare/ieșire
file-crossings-none = Nicio fișă de intrare/ieșire
file-crossings-none-text = Acest dosar nu conține nicio intrare și nicio ieșire.
file-refusals = Refuzuri ale intrării
file-refusals-none = Intrarea nu a fost refuzată niciodată.
add-document-title = Adăugați un document de călătorie
add-document-text = Pentru o persoană care călătorește acum cu alt document. Documentele anterioare rămân în dosar.
add-document-submit = Adăugați documentul

crossing-entered = Intrare
crossing-left = Ieșire
crossing-until = Ultima zi legală
crossing-status = Stare
crossing-unknown = Necunoscută
crossing-none = Nicio ieșire înregistrată
crossing-unlimited = Fără limită
crossing-receipt = Dovada
status-open = Prezent
status-closed = A plecat la timp
status-overstay = Peste șederea autorizată
status-closed-late = A plecat cu întârziere
status-revoked = Autorizație retrasă
status-unclear = Lipsește ieșirea

refusal-reasons = Motive
refusal-a = nu deține document(e) de călătorie valabil(e)
refusal-b = deține un document de călătorie fals, contrafăcut sau falsificat
refusal-c = nu deține o viză, o autorizație de călătorie sau un permis de ședere valabil
refusal-d = deține o viză, o autorizație de călătorie sau un permis de ședere fals, contrafăcut sau falsificat
refusal-e = nu deține documentele corespunzătoare care să justifice scopul și condițiile șederii
refusal-f = a stat deja 90 de zile în cursul perioadei precedente de 180 de zile pe teritoriul statelor membre ale Uniunii Europene
refusal-g = nu dispune de mijloace de subzistență suficiente în raport cu durata și forma șederii sau de mijloacele de a se întoarce în țara de origine sau de tranzit
refusal-i = este considerată o amenințare la adresa ordinii publice, a securității interne, a sănătății publice sau a relațiilor internaționale ale unuia sau mai multor state membre ale Uniunii Europene

receipt-title = Dovadă
receipt-heading = Șederea dumneavoastră
receipt-print = Tipăriți
receipt-choices = Limbile dovezii
receipt-rights = Bine de știut
receipt-count = Ziua intrării și ziua ieșirii se socotesc amândouă ca zile de ședere.
receipt-access = Puteți întreba ce date despre dumneavoastră se află în Sistemul de intrare/ieșire și cine le-a consultat și puteți cere o copie.
receipt-correct = Dacă ceva este greșit aici, puteți cere rectificarea, completarea sau ștergerea. Aduceți o dovadă, de exemplu un bilet sau o ștampilă.
receipt-complain = Dacă nu sunteți mulțumit de răspuns, puteți depune o plângere la autoritatea de supraveghere a protecției datelor sau vă puteți adresa instanței.
receipt-contact = Unde puteți întreba:
receipt-days = { $count ->
    [one] Puteți rămâne o zi
   *[few] Puteți rămâne { $count } zile
    [other] Puteți rămâne { $count } de zile
 }
receipt-human = Nu s-a calculat încă
receipt-human-line = Trebuie să decidă un polițist, deoarece o înregistrare este incompletă.
