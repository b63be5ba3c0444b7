-- A letter to those who read the log, when somebody opens very many cards. Law: EUDPR Art. 33;
-- A24.

ALTER TABLE mail DROP CONSTRAINT mail_notice_is_known;
ALTER TABLE mail ADD CONSTRAINT mail_notice_is_known
    CHECK (notice IN ('request-received', 'request-waiting', 'question-asked', 'question-answered',
                      'request-accepted', 'request-refused', 'request-expired', 'request-withdrawn',
                      'scan-rejected', 'account-suspended', 'account-reinstated',
                      'dormancy-warning', 'account-dormant', 'account-disabled', 'account-frozen',
                      'account-erased', 'email-confirm', 'email-changed', 'details-edited',
                      'name-changed', 'invitation', 'application-waiting', 'membership-begun',
                      'membership-declined', 'membership-ended', 'third-country-joined',
                      'nobody-leads', 'role-waiting', 'role-granted', 'role-ends-soon',
                      'role-ended', 'emergency-asked', 'emergency-begun', 'rights-received',
                      'rights-extended', 'rights-answered', 'rights-due', 'breach-told',
                      'cards-collected', 'export-ready'));
ALTER TABLE notification_setting DROP CONSTRAINT notification_setting_notice_is_known;
ALTER TABLE notification_setting ADD CONSTRAINT notification_setting_notice_is_known
    CHECK (notice IN ('request-received', 'request-waiting', 'question-asked', 'question-answered',
                      'request-accepted', 'request-refused', 'request-expired', 'request-withdrawn',
                      'scan-rejected', 'account-suspended', 'account-reinstated',
                      'dormancy-warning', 'account-dormant', 'account-disabled', 'account-frozen',
                      'account-erased', 'email-confirm', 'email-changed', 'details-edited',
                      'name-changed', 'invitation', 'application-waiting', 'membership-begun',
                      'membership-declined', 'membership-ended', 'third-country-joined',
                      'nobody-leads', 'role-waiting', 'role-granted', 'role-ends-soon',
                      'role-ended', 'emergency-asked', 'emergency-begun', 'rights-received',
                      'rights-extended', 'rights-answered', 'rights-due', 'breach-told',
                      'cards-collected', 'export-ready'));
