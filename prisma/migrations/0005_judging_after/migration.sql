-- Which texts a person has met is asked before each judgment of a finished debate.
CREATE INDEX "RoomMember_userId_idx" ON "RoomMember"("userId");
