INSERT INTO passage_vector (model, sha256, vector) VALUES ('m/1', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '\x01ff');
-- after
SELECT vector = '\x01ff' FROM passage_vector WHERE model = 'm/1' AND sha256 = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
SELECT count(*) = 0 FROM passage_waiting;
