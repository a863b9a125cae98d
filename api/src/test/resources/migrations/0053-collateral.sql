INSERT INTO extraction (sha256, state, title) VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'ready', 'A title');
INSERT INTO passage (sha256, number, place, place_number, headings, text)
VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'page', 7, '{Prices}', 'What it costs.');
-- after
SELECT text = 'What it costs.' AND headings = '{Prices}' FROM passage;
SELECT count(*) = 0 FROM collateral;
