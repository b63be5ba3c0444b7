-- What a Member State is told next is found without reading what others were told.
-- Law: Regulation (EU) 2017/2226 Art. 12(1), 35(7).

CREATE INDEX notice_of_state ON notice (state, tx, notice_no);
