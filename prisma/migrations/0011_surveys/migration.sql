-- What people answer after the verdict, once per person and debate; and whether a room asks.
CREATE TABLE "Survey" (
    "debateId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "answers" JSONB NOT NULL,
    "outcomeKnown" BOOLEAN NOT NULL DEFAULT false,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "submittedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Survey_pkey" PRIMARY KEY ("debateId", "userId"),
    CONSTRAINT "Survey_debateId_fkey" FOREIGN KEY ("debateId") REFERENCES "Debate"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Survey_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Survey_role" CHECK ("role" IN ('judge', 'late', 'debater'))
);
CREATE INDEX "Survey_userId_idx" ON "Survey"("userId");

ALTER TABLE "Room" ADD COLUMN "survey" TEXT NOT NULL DEFAULT 'off';
ALTER TABLE "Room" ADD CONSTRAINT "Room_survey" CHECK ("survey" IN ('off', 'short', 'full'));
