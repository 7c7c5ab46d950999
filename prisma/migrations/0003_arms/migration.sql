-- Protocols with fewer speakers than two, and a judge who decides between rounds.
ALTER TABLE "Room" ALTER COLUMN "debaterA" DROP NOT NULL, ALTER COLUMN "debaterB" DROP NOT NULL;
ALTER TABLE "Debate" ADD COLUMN "waitsAfter" INTEGER;
ALTER TABLE "Debate" DROP CONSTRAINT "Debate_hold";
ALTER TABLE "Debate" ADD CONSTRAINT "Debate_hold" CHECK ("hold" IN ('paused', 'attention', 'judge'));
ALTER TABLE "Debate" ADD CONSTRAINT "Debate_waitsAfter" CHECK ((coalesce("hold", '') = 'judge') = ("waitsAfter" IS NOT NULL));
