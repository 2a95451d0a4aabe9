SELECT
  bucket,
  avg(small) AS small_avg,
  avg(big) AS big_avg,
  avg(measure) AS measure_avg,
  avg(amount) AS amount_avg,
  avg(rate) AS rate_avg,
  avg(whole) AS whole_avg
FROM hard
GROUP BY bucket
