INSERT INTO extraction (sha256, state, file_name) VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'ready', 'a.pdf');
INSERT INTO passage (sha256, number, place, place_number, headings, text) VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'page', 1, '{}', 'What it costs');
-- after
SELECT count(*) = 1 FROM passage WHERE text = 'What it costs';
SELECT count(*) = 0 FROM passage_vector;
