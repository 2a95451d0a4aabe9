SELECT
  bucket,
  min_by(word, small) AS word_at_least_small,
  max_by(word, small) AS word_at_most_small,
  min_by(id, ratio) AS id_at_least_ratio,
  max_by(id, ratio) AS id_at_most_ratio,
  max_by(id, ratio / ratio) AS id_at_nan,
  min_by(ratio, day) AS ratio_at_first_day,
  max_by(amount, at) AS amount_at_last,
  max_by(flag, word) AS flag_at_last_word,
  min_by(day, amount) AS day_at_least_amount,
  max_by(small, flag) AS small_at_flag,
  max_by(word, wide) FILTER (WHERE flag) AS word_at_most_flagged
FROM hard
GROUP BY bucket
