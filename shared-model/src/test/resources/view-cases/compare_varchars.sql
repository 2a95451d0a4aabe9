SELECT
  id,
  word = '' AS v1,
  word = 'it''s' AS v2,
  word < 'a' AS v3,
  word <= 'ab' AS v4,
  word > 'ß' AS v5,
  word >= '😀' AS v6,
  word <> 'é' AS v7,
  word < '�' AS v8,
  word = ' pad' AS v9,
  'a' = word AS v10,
  count(*) AS events
FROM hard
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
