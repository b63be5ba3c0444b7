# Organisations and countries.

organisations-title = Organisations
organisations-lead = Who employs users. Kind and seat decide whether their staff are recipients outside the Union.
organisations-name = Name
organisations-users = Users
organisations-none = No organisation matches
organisations-none-text = Use fewer letters, or choose all kinds and countries.
organisations-count = { $count ->
    [one] 1 organisation
   *[other] { $count } organisations
 }
organisation-communities = Communities with its staff
organisation-recipient = Recipient outside the Union
organisation-edit = Name, kind and seat
organisation-edit-text = If the change makes this organisation a recipient outside the Union, the members of every Community with its staff are told and may leave.
organisation-name-missing = Please give the name.
organisation-seat-about = The country of the employer, not of the contact point it works for.

countries-title = Countries
countries-lead = What countries are, and since when. A third country is one that is neither in the Union nor in the European Economic Area.
countries-name = Country
countries-third = Third country
countries-facts = What it is
countries-no-facts = Nothing is known of it; it counts as a third country.
countries-since = since { $date }
countries-from-until = { $from } to { $until }
countries-is-third = Third country
countries-is-not = No
countries-aspect = What it is
aspect-union = Member State of the Union
aspect-economic-area = In the European Economic Area
aspect-schengen-associated = Associated with Schengen
aspect-network-member = Member of the European Migration Network
aspect-network-observer = Observer in the European Migration Network
aspect-adequate = Protection of data found adequate
aspect-adequate-in-part = Found adequate for some recipients only
country-change = Enter a fact
country-change-text = If a country becomes a third country by it, the members of every Community with staff from there are told on that day and may leave. What was before stays as it was.
country-from = First day
country-from-missing = Please give the first day.
country-until = Last day
country-until-hint = Leave empty while it lasts.
country-overlap = Something else is entered for these days already. End that first, or choose other days.
country-source = Where this is written
country-source-hint = As in the Official Journal.

done-organisation = The organisation was saved
done-organisation-text = If it became a recipient outside the Union, members were told.
done-country = The fact was entered
done-country-text = It holds from its day on.
