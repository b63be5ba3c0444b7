# Letters about Communities. They say what happened and where to look, and hold no contact detail.

mail-invitation-subject = You are invited to “{ $community }”
mail-invitation-text = You are invited to join the Community “{ $community }”. Before you answer, the page of the invitation shows who outside the Union would see your contact details. If you do not answer, nothing happens.
mail-application-waiting-subject = Somebody asks to join “{ $community }”
mail-application-waiting-text = An application to the Community “{ $community }” waits for the decision of those who lead it.
mail-membership-begun-subject = You now belong to “{ $community }”
mail-membership-begun-text = You belong to the Community “{ $community }” from now on. Its members see your contact details, and you see theirs. You can leave at any time.
mail-membership-declined-subject = Your application to “{ $community }”
mail-membership-declined-text = Those who lead the Community “{ $community }” have not admitted you. The reason they give: { $reason }
mail-membership-ended-subject = Your membership of “{ $community }” has ended
mail-membership-ended-text = You no longer belong to the Community “{ $community }”. From that moment on its members no longer see your contact details through it. What you added there stays.
mail-third-country-joined-subject = Your contact details in “{ $community }” now reach a recipient outside the Union
mail-third-country-joined-text = Somebody who works in a third country or for an international organisation now belongs to the Community “{ $community }”, for the first time. Members see each other’s contact details, so yours reach a recipient outside the Union. The page of the members says who the recipients are and how your data are protected there. If you do not agree, you can leave the Community at any time; your details are then no longer seen through it.
mail-nobody-leads-subject = The Community “{ $community }” has no lead
mail-nobody-leads-text = The last lead of the Community “{ $community }” is gone, so nobody decides on applications or settings. Please see to it that somebody leads it.
mail-emergency-asked-subject = Emergency access is asked for
mail-emergency-asked-text = Somebody who runs the system asks for emergency access. Two persons approve it within a few hours, or nothing is opened. Please read the reason, and approve only what nobody else can do.
mail-emergency-begun-subject = Emergency access has begun
mail-emergency-begun-text = With the approval of two persons, somebody who runs the system has emergency access to what you lead or guard, for a few hours at most. Every look is logged. If you know of no reason for it, write to the data protection officer.
