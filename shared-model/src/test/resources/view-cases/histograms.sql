SELECT
  bucket,
  histogram(flag) AS flags,
  histogram(small) AS smalls,
  histogram(big) AS bigs,
  histogram(ratio) AS ratios,
  histogram(ratio / ratio) AS units_and_nan,
  histogram(CAST(measure AS REAL)) AS reals,
  histogram(amount) AS amounts,
  histogram(wide) AS wides,
  histogram(word) AS words,
  histogram(day) AS days,
  histogram(at) AS times,
  histogram(word) FILTER (WHERE flag) AS flagged_words
FROM hard
GROUP BY bucket
