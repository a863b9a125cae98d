INSERT INTO extraction (sha256, state, title) VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'ready', 'A title');
-- after
SELECT state = 'ready' AND title = 'A title' FROM extraction WHERE sha256 = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
SELECT count(*) = 0 FROM passage;
