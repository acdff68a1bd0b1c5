document.title = 'Alliance';
