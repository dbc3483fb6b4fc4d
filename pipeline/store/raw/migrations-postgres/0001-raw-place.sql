-- Which place holds the raw pages of this database: the id in its marker (../marker.ts). One row, which only who keeps a page for the first time writes; it needs no spreading over several databases.
CREATE TABLE raw_place (
  one integer PRIMARY KEY CHECK (one = 1),
  id  text COLLATE "C" NOT NULL
);
