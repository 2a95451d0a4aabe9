SELECT country,
       date_trunc('day', placed_at) AS day,
       count(*) AS orders,
       sum(amount) AS revenue,
       max(amount) AS largest
FROM orders
WHERE amount > 0
GROUP BY country, date_trunc('day', placed_at)
