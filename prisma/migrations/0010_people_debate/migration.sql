-- People argue: a seat for them, places in a room, and a debate that waits for one is not claimed again and again.
ALTER TABLE "RoomMember" DROP CONSTRAINT "RoomMember_seat";
ALTER TABLE "RoomMember" ADD CONSTRAINT "RoomMember_seat" CHECK ("seat" IN ('host', 'judge', 'debater', 'spectator'));
ALTER TABLE "Debate" DROP CONSTRAINT "Debate_hold";
ALTER TABLE "Debate" ADD CONSTRAINT "Debate_hold" CHECK ("hold" IN ('paused', 'attention', 'judge', 'person'));
ALTER TABLE "Room" ADD COLUMN "places" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Room" ADD COLUMN "minutesPerTurn" INTEGER;
ALTER TABLE "Room" ADD CONSTRAINT "Room_people" CHECK ("places" BETWEEN 0 AND 2 AND "minutesPerTurn" BETWEEN 1 AND 1440);
