-- What the migrator remembers; the table itself is made by the migrator before the first migration.

-- name: migration_all
SELECT number, name, checksum FROM migration ORDER BY number;

-- name: migration_insert
INSERT INTO migration (number, name, checksum, applied_ms) VALUES ($1, $2, $3, $4);
