/** Runs before the first paint, so that a chosen theme never flashes. A module of its own: the layout needs the text itself. */
export const themeScript = `try{var t=localStorage.theme;if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch(e){}`
