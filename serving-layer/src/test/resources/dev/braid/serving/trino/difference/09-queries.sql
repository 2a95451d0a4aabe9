-- NULL and logic.
SELECT NULL = NULL, NULL <> 1, NULL IS NULL, 1 IS NOT NULL, NOT NULL, NULL AND false, NULL OR true, NULL IN (1), 1 IN (2, NULL), 1 NOT IN (2, NULL);
SELECT flag AND small > 0, flag OR small > 0, NOT flag, flag = true FROM kinds;
SELECT id FROM kinds WHERE NOT (flag AND small > 0);
SELECT 1 IS DISTINCT FROM NULL, NULL IS NOT DISTINCT FROM NULL, 1 IS DISTINCT FROM 1;
SELECT coalesce(NULL, NULL, 3), nullif(1, 1), nullif(1, 2), coalesce(word, 'none'), nullif(whole, 10) FROM kinds;
SELECT id, CASE small WHEN 7 THEN 'seven' WHEN 12 THEN 'dozen' ELSE 'other' END, CASE WHEN flag THEN 1 END FROM kinds;
SELECT id FROM kinds WHERE small BETWEEN 0 AND 10;
SELECT id FROM kinds WHERE small NOT BETWEEN 0 AND 10;
SELECT 5 BETWEEN 10 AND 1, 5 BETWEEN NULL AND 10, 5 BETWEEN SYMMETRIC 10 AND 1;
SELECT id FROM kinds WHERE id IN (1, 3, 5);
SELECT id FROM kinds WHERE whole IN (10, 7.0, 1e0);
SELECT try(1 / 0), try(CAST('x' AS integer)), try(1 / 1);
SELECT 'a' = 1;
SELECT 1 + 'a';
SELECT true + 1;
SELECT NOT 1;
SELECT id FROM kinds WHERE 1;
SELECT DATE '2026-01-01' = 'x';
SELECT word = X'00' FROM kinds;
SELECT -word FROM kinds;
-- refused: no such function
SELECT fail('reason');
SELECT if(true, 1, 'a');

-- ORDER BY, LIMIT, OFFSET.
SELECT id, units FROM (SELECT sale AS id, units FROM sales) ORDER BY units, id;
SELECT sale, units FROM sales ORDER BY units DESC, sale;
SELECT sale, units FROM sales ORDER BY units NULLS FIRST, sale DESC;
SELECT sale, units FROM sales ORDER BY units DESC NULLS FIRST, sale LIMIT 3;
SELECT sale FROM sales ORDER BY sale OFFSET 2 ROWS FETCH FIRST 3 ROWS ONLY;
SELECT sale FROM sales ORDER BY sale OFFSET 10 LIMIT ALL;
SELECT sale FROM sales ORDER BY sale LIMIT 0;
SELECT sale AS n FROM sales ORDER BY n DESC LIMIT 2;
SELECT sale, -sale AS sale2 FROM sales ORDER BY 2 LIMIT 2;
SELECT sale AS amount, amount AS x FROM sales ORDER BY amount LIMIT 2;
-- refused: WITH TIES
SELECT units FROM sales ORDER BY units FETCH FIRST 1 ROWS WITH TIES;
SELECT sale FROM sales ORDER BY 3;
SELECT sale FROM sales ORDER BY nope;
SELECT flag, id FROM kinds ORDER BY flag, id DESC;
SELECT word FROM kinds ORDER BY length(word), word;

-- Joins.
SELECT s.sale, p.city FROM sales s JOIN shops p ON s.shop = p.shop;
SELECT s.sale, p.city FROM sales s LEFT JOIN shops p ON s.shop = p.shop;
SELECT s.sale, p.city FROM sales s RIGHT JOIN shops p ON s.shop = p.shop;
SELECT s.sale, p.city FROM sales s FULL JOIN shops p ON s.shop = p.shop;
SELECT shop, sale, city FROM sales JOIN shops USING (shop);
SELECT * FROM sales JOIN shops USING (shop) WHERE sale < 3;
SELECT shop, sale, city FROM sales FULL JOIN shops USING (shop);
SELECT shop, sale, city FROM sales RIGHT JOIN shops USING (shop);
SELECT count(*) FROM sales CROSS JOIN shops;
SELECT a.sale, b.sale FROM sales a, sales b WHERE a.sale = b.sale + 1 AND a.shop = b.shop;
SELECT a.sale, b.sale FROM sales a JOIN sales b ON a.amount < b.amount AND a.day = b.day;
SELECT sale, city FROM sales NATURAL JOIN shops;
SELECT shop FROM sales, shops;
SELECT nope.x FROM sales;
SELECT x.sale FROM sales;
SELECT p.city, t.n FROM shops p CROSS JOIN LATERAL (SELECT count(*) AS n FROM sales s WHERE s.shop = p.shop) t;
SELECT p.city, t.sale FROM shops p LEFT JOIN LATERAL (SELECT sale FROM sales s WHERE s.shop = p.shop ORDER BY amount DESC NULLS LAST LIMIT 1) t ON true;
SELECT * FROM (VALUES 1, 2) AS a(x) JOIN (VALUES 2, 3) AS b(x) ON a.x = b.x;
SELECT * FROM (VALUES 1, 2) AS a(x) LEFT JOIN (VALUES 2e0, 3e0) AS b(y) ON a.x = b.y;
SELECT * FROM nothere;
SELECT * FROM nosuch.nothere;

-- Set operations.
SELECT shop FROM sales UNION SELECT shop FROM shops;
SELECT shop FROM sales UNION ALL SELECT shop FROM shops;
SELECT shop FROM sales INTERSECT SELECT shop FROM shops;
SELECT shop FROM shops EXCEPT SELECT shop FROM sales;
SELECT shop FROM sales EXCEPT ALL SELECT shop FROM shops;
SELECT shop FROM sales INTERSECT ALL SELECT shop FROM sales WHERE units = 1;
SELECT 1 UNION SELECT 2 UNION ALL SELECT 2 ORDER BY 1;
SELECT 1 UNION (SELECT 2 INTERSECT SELECT 2) EXCEPT SELECT 1;
SELECT sale, shop FROM sales UNION SELECT id FROM shops;
SELECT 1 UNION SELECT 'a';
SELECT NULL UNION SELECT 1;
(SELECT 1 AS x LIMIT 1) UNION ALL (SELECT 2 ORDER BY 1);
TABLE shops ORDER BY id LIMIT 1;
VALUES (1, 'a'), (2, 'b') ORDER BY 1 DESC;
VALUES 1, 2, 3;

-- Subqueries.
SELECT sale FROM sales WHERE amount > (SELECT avg(amount) FROM sales);
SELECT sale FROM sales WHERE amount = (SELECT amount FROM sales WHERE sale = 100);
SELECT (SELECT sale FROM sales);
-- refused: a query in place of a value has one column
SELECT (SELECT sale, shop FROM sales);
SELECT sale FROM sales WHERE shop IN (SELECT shop FROM shops);
SELECT sale FROM sales WHERE shop NOT IN (SELECT shop FROM shops);
SELECT sale FROM sales WHERE shop NOT IN (SELECT shop FROM shops WHERE shop IS NOT NULL);
SELECT city FROM shops p WHERE EXISTS (SELECT 1 FROM sales s WHERE s.shop = p.shop AND units > 5);
SELECT city FROM shops p WHERE NOT EXISTS (SELECT 1 FROM sales s WHERE s.shop = p.shop);
SELECT city, (SELECT max(amount) FROM sales s WHERE s.shop = p.shop) FROM shops p;
SELECT sale FROM sales WHERE amount >= ALL (SELECT amount FROM sales WHERE amount IS NOT NULL);
SELECT sale FROM sales WHERE amount > ANY (SELECT amount FROM sales WHERE shop = 'west');
SELECT sale FROM sales WHERE units = SOME (SELECT units FROM sales WHERE shop = 'south');
SELECT sale FROM sales WHERE units <> ALL (SELECT units FROM sales);
SELECT x FROM (SELECT x FROM (SELECT sale AS x FROM sales) WHERE x > 10);
SELECT (SELECT count(*) FROM shops) + 1;
SELECT shop, count(*) FROM sales GROUP BY shop HAVING count(*) >= (SELECT max(id) FROM shops);

-- WITH.
WITH a AS (SELECT shop, sum(amount) AS total FROM sales GROUP BY shop) SELECT * FROM a WHERE total > 10;
WITH a(x, y) AS (VALUES (1, 2), (3, 4)), b AS (SELECT x + y AS z FROM a) SELECT z FROM b ORDER BY z;
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT n FROM t;
WITH a AS (SELECT 1 AS x), a AS (SELECT 2 AS x) SELECT * FROM a;
WITH a(x, y) AS (SELECT 1) SELECT * FROM a;
WITH sales AS (SELECT 1 AS only) SELECT * FROM sales;
WITH a AS (SELECT 1 AS x) SELECT (WITH b AS (SELECT x FROM a) SELECT x FROM b);
SELECT * FROM (VALUES (1, 2), (3)) AS t(a, b);
SELECT * FROM (VALUES (1, 2)) AS t(a);

-- What does not parse or exist.
SELEC 1;
SELECT 1 FROM;
SELECT nope FROM sales;
SELECT sales.nope FROM sales;
SELECT count(DISTINCT *) FROM sales;
SELECT lower(word, word) FROM kinds;
SELECT count(sale, shop) FROM sales;
SELECT row_number() FROM sales;
SELECT lower(word) OVER () FROM kinds;
SELECT * FROM sales TABLESAMPLE BERNOULLI (100);
SELECT count(*) FROM sales TABLESAMPLE SYSTEM (0);
SELECT 1 AS x, 2 AS x;
SELECT x FROM (SELECT 1 AS x, 2 AS x);
SELECT ?;
SELECT * ;
SELECT 1 LIMIT -1;
