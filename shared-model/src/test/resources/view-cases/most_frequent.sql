SELECT
  bucket,
  approx_most_frequent(3, small, 100) AS smalls,
  approx_most_frequent(2, big, 1000) AS bigs,
  approx_most_frequent(100000, word, 100000) AS words,
  approx_most_frequent(1, ratio, 50) AS ratio,
  approx_most_frequent(5, amount, 50) AS amounts,
  approx_most_frequent(2, day, 50) AS days,
  approx_most_frequent(3, word, 100) FILTER (WHERE flag) AS flagged_words
FROM hard
GROUP BY bucket
