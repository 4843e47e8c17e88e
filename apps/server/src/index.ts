export { compose, composeHttp, type Landescloud } from './compose-http.ts';
export { openRooms, type RoomOptions, type Rooms } from './compose.ts';
export { DataFolderError, lockDataFolder, prepareDataFolder } from './data-folder.ts';
export { firstStart, makePassword, type FirstSignIn } from './first-start.ts';
export { demoFiles, demoOrganisations, demoPeople, demoProject } from './demo/demo-people.ts';
export { personActor, seedDemo, type DemoOptions, type DemoPerson } from './demo/seed-demo.ts';
