SELECT date_trunc('hour', placed_at) AS hour,
       count(*) AS orders,
       avg(amount) AS mean_amount
FROM orders
GROUP BY date_trunc('hour', placed_at)
