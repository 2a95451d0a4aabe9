SELECT
  bucket,
  arbitrary(word) AS some_word,
  any_value(at) AS some_time,
  arbitrary(ratio) AS some_ratio,
  any_value(flag) FILTER (WHERE small > 0) AS some_flag
FROM hard
GROUP BY bucket
