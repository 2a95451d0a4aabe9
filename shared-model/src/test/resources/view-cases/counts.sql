SELECT bucket, count(*) AS events, count(small) AS smalls, count(word) AS words, count(flag) AS flags
FROM hard
GROUP BY bucket
