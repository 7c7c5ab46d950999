-- How many people have judged each debate, counted from the index alone: of finished debates those with the fewest come first.
CREATE INDEX "Judgment_people" ON "Judgment" ("debateId") WHERE "userId" IS NOT NULL;
