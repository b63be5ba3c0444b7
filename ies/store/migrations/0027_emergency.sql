-- Emergency access in pages, the archive that answers a letter, and who is affected by a breach.
-- Law: statement 7 and 8; EUDPR Art. 17, 22, 34 and 35; R35, R40, R44, R46, R54; A6, A21.

-- An archive for a person who asked by letter: an officer sends it, and nobody fetches it on the
-- page of one's own data. No foreign key: the archive goes long before the request does.
ALTER TABLE export ADD COLUMN request_id uuid;
CREATE INDEX export_request ON export (request_id) WHERE request_id IS NOT NULL;

-- Who was noted as affected by a breach by mistake is taken off the list. EUDPR Art. 34(6); R54.
GRANT DELETE ON breach_affected TO ies_app;

-- Words that there are now besides.
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
                      'export-ready'));
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
                      'export-ready'));
ALTER TABLE api_token DROP CONSTRAINT api_token_scope_is_known;
ALTER TABLE api_token ADD CONSTRAINT api_token_scope_is_known
    CHECK (scope <@ ARRAY['read-public', 'read-statement', 'begin-request', 'read-own-request',
                          'edit-own-request', 'withdraw-own-request', 'give-consent',
                          'withdraw-consent', 'read-own-consents', 'exercise-right',
                          'close-own-account', 'read-own-case', 'fetch-own-data',
                          'read-own-profile', 'edit-own-profile', 'change-own-email',
                          'read-own-activity', 'read-own-memberships', 'set-own-notices',
                          'keep-own-tokens', 'read-card', 'search-contacts', 'list-communities',
                          'read-notice', 'apply-to-join', 'answer-invitation', 'read-content',
                          'list-members', 'leave-community', 'add-content', 'edit-content',
                          'break-lock', 'manage-members', 'arrange-community', 'change-community',
                          'read-history', 'create-community', 'list-requests', 'read-request',
                          'view-scan', 'ask-applicant', 'decide-request', 'list-users', 'read-user',
                          'suspend-user', 'edit-exceptionally', 'edit-organisations', 'read-roles',
                          'propose-role', 'approve-role', 'acknowledge-role', 'certify-role',
                          'end-role', 'read-emergencies', 'ask-emergency', 'approve-emergency',
                          'read-log', 'read-log-proof', 'list-cases', 'enter-case', 'read-case',
                          'work-case', 'fetch-case-archive', 'read-consents', 'publish-statement',
                          'read-retention', 'keep-breaches', 'export-record', 'make-export',
                          'fetch-export', 'run-system']);
ALTER TABLE export DROP CONSTRAINT export_kind_is_known;
ALTER TABLE export ADD CONSTRAINT export_kind_is_known
    CHECK (kind IN ('own-data', 'read-public', 'read-statement', 'begin-request',
                    'read-own-request', 'edit-own-request', 'withdraw-own-request', 'give-consent',
                    'withdraw-consent', 'read-own-consents', 'exercise-right', 'close-own-account',
                    'read-own-case', 'fetch-own-data', 'read-own-profile', 'edit-own-profile',
                    'change-own-email', 'read-own-activity', 'read-own-memberships',
                    'set-own-notices', 'keep-own-tokens', 'read-card', 'search-contacts',
                    'list-communities', 'read-notice', 'apply-to-join', 'answer-invitation',
                    'read-content', 'list-members', 'leave-community', 'add-content',
                    'edit-content', 'break-lock', 'manage-members', 'arrange-community',
                    'change-community', 'read-history', 'create-community', 'list-requests',
                    'read-request', 'view-scan', 'ask-applicant', 'decide-request', 'list-users',
                    'read-user', 'suspend-user', 'edit-exceptionally', 'edit-organisations',
                    'read-roles', 'propose-role', 'approve-role', 'acknowledge-role',
                    'certify-role', 'end-role', 'read-emergencies', 'ask-emergency',
                    'approve-emergency', 'read-log', 'read-log-proof', 'list-cases', 'enter-case',
                    'read-case', 'work-case', 'fetch-case-archive', 'read-consents',
                    'publish-statement', 'read-retention', 'keep-breaches', 'export-record',
                    'make-export', 'fetch-export', 'run-system'));
