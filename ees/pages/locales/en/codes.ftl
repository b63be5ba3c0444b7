# Codes of the domain in words.

kind-ordinary-passport = Ordinary passport
kind-diplomatic-passport = Diplomatic passport
kind-service-passport = Service passport
kind-official-passport = Official passport
kind-special-passport = Special passport
kind-emergency-passport = Emergency passport
kind-alien-travel-document = Travel document for refugees, stateless persons or aliens
kind-laissez-passer = Laissez-passer
kind-seamans-book = Seafarer’s identity document
kind-identity-card = Identity card
kind-facilitated-transit = Facilitated Transit Document
kind-facilitated-rail-transit = Facilitated Rail Transit Document
kind-other = Other travel document
visa-kind-short-stay = Short-stay visa (C)
visa-kind-limited-territory-a = Limited territorial validity, Visa Code Art. 25(1)(a)
visa-kind-limited-territory-b = Limited territorial validity, Visa Code Art. 25(1)(b)
visa-kind-national-short-stay = National short-stay visa
visa-in-words = { $kind } { $sticker } ({ $issuer }), { $entries ->
    [one] one entry
    [two] two entries
   *[other] any number of entries
 }, { $count ->
    [one] one day
   *[other] { $count } days
 }, until { $until }
visa-in-words-of-entry = entered on the visa { $sticker } ({ $issuer }), until { $until }
ground-visa-exempt = Without visa
ground-family-member = Family member with a right of free movement
ground-transit-road = Facilitated transit, several journeys
ground-transit-rail = Facilitated transit by rail
alike-surname-equal = Same surname
alike-surname-variant = Surname spelt differently
alike-surname-differs = Different surname
alike-given-names-equal = Same given names
alike-given-names-variant = Given names spelt differently
alike-given-name-missing = A given name is missing
alike-given-names-differ = Different given names
alike-names-swapped = Surname and given names exchanged
alike-birth-date-equal = Same date of birth
alike-birth-date-partial = Date of birth partly unknown
alike-birth-day-month-swapped = Day and month of birth exchanged
alike-birth-date-near = Date of birth differs in one part
alike-nationality-differs = Different nationality
alike-biometrics = The fingerprints are alike
alike-refused-document = This document was refused as false before
alike-sex-differs = Different sex
action-check = Check
action-read-file = File read
action-record-entry = Entry recorded
action-record-exit = Exit recorded
action-amend-file = File amended
action-rectify = Entry/exit record put right
action-open-case = Case of amendment opened
action-handle-case = Step in a case of amendment
action-list-cases = Cases of amendment read
action-change-status = Short stay begun inside
action-notify-programme = Facilitation programme entered or withdrawn
action-merge-files = Files merged or parted
action-refuse-entry = Entry refused
action-correct-refusal = Refusal corrected
action-decide-stay = Decision on a stay
action-list-overstayers = List of overstayers read
action-lift-overstay = Taken off the list of overstayers
action-mark-overstays = Expired stays marked
action-read-log = Log read
action-read-log-proof = Proof of the log read
action-warn-of-erasure = Member States told of an erasure ahead
action-erase-due = Erased when its time was over
action-erase-early = Erased on order
action-erase-log = Lines of the log erased
action-read-erasures = Erasures read
action-read-access = List of rights read
action-read-suspensions = Suspensions read
action-suspend-point = Crossing point suspended or reopened
action-read-quality = Quality of data read
action-hold-log = Monitoring procedure begun or ended
action-capture = Facial image or fingerprints taken
action-identify = All files searched by fingerprints
action-fill-gallery = Gallery filled
action-list-procedures = Monitoring procedures read
